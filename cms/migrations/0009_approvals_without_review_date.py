import hashlib
import json

from django.db import migrations


def _hash(content):
    text = json.dumps(content, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def leave_out_review_date(apps, schema_editor):
    """Let what was approved stay approved: the review date is no part of the text any more."""
    approvals = apps.get_model('cms', 'Approval').objects
    for approval in approvals.select_related('revision').iterator():
        content = approval.revision.content
        if approval.content_hash == _hash(content):
            text = {name: value for name, value in content.items() if name != 'review_by'}
            approvals.filter(pk=approval.pk).update(content_hash=_hash(text))


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0008_mail_and_upkeep'),
    ]

    operations = [
        migrations.RunPython(leave_out_review_date, migrations.RunPython.noop, elidable=True),
    ]

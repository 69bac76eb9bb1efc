"""The site: settings, addresses, health and security headers. No models, no words of the field."""

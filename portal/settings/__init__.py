"""`base` holds what every installation shares; `demo`, `production` and `test` add their part."""

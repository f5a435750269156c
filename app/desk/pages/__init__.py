"""The desk's pages, a file for each sort: what is asked of services, and what the template is given."""

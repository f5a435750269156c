"""The report on money: what work and studies are worth, per payer and for society."""

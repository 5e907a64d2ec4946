"""The network: personas, channels and the organization around the touchpoints that join them."""

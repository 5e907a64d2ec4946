"""What a map may say, as pydantic models, and the JSON Schema that follows from them."""

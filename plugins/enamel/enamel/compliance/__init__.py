"""What a reviewer asks about privacy and safety, answered from the warehouse and the project."""

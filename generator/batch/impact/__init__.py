"""What a change of rules, forms or facts does to every unit: old side, new side, and each edit of the difference alone."""

"""How patients behave: latent traits, a stated logistic model, and the true probabilities."""

"""The ear as components of Rasa's graph, in the order in which `config.yml` runs them."""

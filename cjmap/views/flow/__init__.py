"""The flow: touchpoints as a graph, laid out by Graphviz."""

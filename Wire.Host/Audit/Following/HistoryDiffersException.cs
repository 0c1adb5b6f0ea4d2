namespace Wire.Audit.Following;

/// <summary>The store has another history of the node than the journal. Nothing is sent; a person has to find out which of the two is right.</summary>
internal sealed class HistoryDiffersException(string message, Exception? inner = null) : Exception(message, inner);

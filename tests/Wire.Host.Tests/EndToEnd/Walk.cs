namespace Wire.Host.Tests.EndToEnd;

/// <summary>A person at work on a random network: what was asked for, and what undo and redo lead to.</summary>
/// <param name="seed">The same seed, the same walk.</param>
/// <param name="otherKinds">Of <see cref="OtherLinks"/>.</param>
internal sealed class Walk(int seed, IReadOnlyList<string> otherKinds)
{
    private readonly Stack<RandomNetwork> _past = [];
    private readonly Stack<RandomNetwork> _future = [];
    private RandomNetwork _declared = RandomNetwork.Empty(otherKinds);

    public Random Random { get; } = new(seed);

    public List<string> Steps { get; } = [$"seed {seed}"];

    public RandomNetwork Declared => _declared;

    public bool CanUndo => _past.Count > 0;

    public bool CanRedo => _future.Count > 0;

    /// <summary>Null when the draw was what is declared already.</summary>
    public string? Apply()
    {
        RandomNetwork next = _declared.Mutate(Random);
        (string text, _) = next.Write();
        if (text == _declared.Write().Text)
        {
            return null;
        }
        _past.Push(_declared);
        _future.Clear();
        _declared = next;
        Steps.Add($"apply\n{text}");
        return text;
    }

    public void Undo()
    {
        _future.Push(_declared);
        _declared = _past.Pop();
        Steps.Add("undo");
    }

    public void Redo()
    {
        _past.Push(_declared);
        _declared = _future.Pop();
        Steps.Add("redo");
    }

    public string Story(IEnumerable<string> differences) => string.Join('\n', [.. differences, .. Steps]);
}

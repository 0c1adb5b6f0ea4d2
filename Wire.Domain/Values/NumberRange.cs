namespace Wire.Domain;

/// <summary>All numbers from one to another, both included: ports, VLAN ids.</summary>
public readonly record struct NumberRange(uint First, uint Last) : IComparable<NumberRange>
{
    public int CompareTo(NumberRange other) => (First, Last).CompareTo((other.First, other.Last));

    public override string ToString() => First == Last ? $"{First}" : $"{First}-{Last}";
}

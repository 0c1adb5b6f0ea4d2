using MessagePack;

namespace Wire.Domain;

/// <summary>
/// One attribute of a kind of resource: its word in the configuration, its key in stored events, what the kernel allows, and
/// how to get at it. Configuration, diff, plan, blame, show and events read this table; none of them knows a kind by name.
/// </summary>
public abstract class ResourceAttribute
{
    /// <summary>The integer key in stored events. Never reused within a kind; 1–19 and 100–119 belong to what all links share.</summary>
    public required int Id { get; init; }

    /// <summary>The word in the configuration language and the field in JSON.</summary>
    public required string Name { get; init; }

    public required Mutability Mutability { get; init; }

    /// <summary>What the kernel demands for one change where that hangs on the values: (object as it is, object as declared). Null: <see cref="Mutability"/> says it.</summary>
    public Func<Resource, Resource, Mutability>? MutabilityBetween { get; init; }

    /// <summary>What the kernel demands to bring the attribute of <paramref name="live"/> to what is declared.</summary>
    public Mutability MutabilityOf(Resource live, Resource declared) => live.IsFixed(this) ? Mutability.Recreate : MutabilityBetween?.Invoke(live, declared) ?? Mutability;

    /// <summary>Of a link's: its kind's own, and not shared by all links.</summary>
    public bool IsOwn => Id is >= 20 and < 100;

    /// <summary>One line for a person: what it means, its unit, where it comes from.</summary>
    public required string Help { get; init; }

    /// <summary>A declaration without it is an error.</summary>
    public bool Required { get; init; }

    /// <summary>The kernel does not always tell it: an observed object without it is taken to fit.</summary>
    public bool MayBeUntold { get; init; }

    /// <summary>The value that the kernel gives a new object, in canonical text; what a withdrawn attribute goes back to.</summary>
    public string? Default { get; init; }

    /// <summary>Not declared means the default, or none where there is no default, instead of "whatever it is": for objects that are Wire's as a whole.</summary>
    public bool UnsetIsDefault { get; init; }

    /// <summary>The kernel takes no heed of it in a creation: it is set right after, by a change.</summary>
    public bool AfterCreation { get; init; }

    /// <summary>What a withdrawn attribute goes back to where that depends on the rest of the object; null: to <see cref="Default"/>.</summary>
    public Func<Resource, string>? DefaultIn { get; init; }

    /// <summary>It names a port of the link: it is set once that port is there and has joined.</summary>
    public bool AfterPorts { get; init; }

    /// <summary>
    /// The kernel changes it by itself, and then it is right: what is observed fits as long as there is something. A declaration
    /// that changes it sets it once (<see cref="PlanRequest.Renewed"/>).
    /// </summary>
    public bool Moves { get; init; }

    public abstract string Expects { get; }

    public abstract JsonForm Json { get; }

    /// <summary>Its value is several words, unquoted to the end of the line.</summary>
    public abstract bool IsPhrase { get; }

    /// <summary>Its value is, or has in it, a link's reference.</summary>
    public abstract bool IsLinkReference { get; }

    /// <summary>Its value is a key's reference (<see cref="KeyNames"/>).</summary>
    public virtual bool IsKeyReference => false;

    /// <summary>The links that its value names, each with the text of the part that does.</summary>
    public abstract IEnumerable<(string Reference, string Text)> LinksIn(Resource resource);

    /// <summary>The resource with another reference in the place of one.</summary>
    public abstract Resource Renamed(Resource resource, string before, string after);

    public abstract bool IsSet(Resource resource);

    /// <summary>The canonical text of the value, or null when it is not set.</summary>
    public abstract string? Format(Resource resource);

    /// <summary>What a person is shown of a difference: the two values, null where one is not set.</summary>
    public virtual (string? Old, string? New) Difference(Resource before, Resource after) => (Format(before), Format(after));

    public abstract bool SameValue(Resource left, Resource right);

    /// <summary>
    /// Whether what was observed is what was declared. Nothing declared fits everything (but see <see cref="UnsetIsDefault"/>),
    /// and what the kernel does not tell is taken for the default.
    /// </summary>
    public bool Fits(Resource declared, Resource observed)
    {
        if (Mutability == Mutability.Observed)
        {
            return true;
        }
        if (!IsSet(declared))
        {
            return !UnsetIsDefault || !IsSet(observed) || declared.DefaultOf(this) is var unset && Format(observed) == unset
                || (unset is not null && TryParse(declared, unset, out Resource defaulted) && FitsValue(defaulted, observed));
        }
        return IsSet(observed) ? Moves || FitsValue(declared, observed) : MayBeUntold || Format(declared) == declared.DefaultOf(this);
    }

    private protected abstract bool FitsValue(Resource declared, Resource observed);

    /// <summary>The resource with the value that the text stands for; false when the text is none that <see cref="Expects"/> tells.</summary>
    public abstract bool TryParse(Resource resource, string text, out Resource result);

    /// <summary><paramref name="to"/> with the value of <paramref name="from"/>, also when that is "not set".</summary>
    public abstract Resource Copy(Resource from, Resource to);

    public abstract Resource Clear(Resource resource);

    internal abstract void Write(ref MessagePackWriter writer, Resource resource);

    /// <summary>The resource with the value that comes next; the same one when it has it already.</summary>
    internal abstract Resource Read(ref MessagePackReader reader, Resource resource);

    public override string ToString() => Name;
}

/// <summary>An attribute whose value is a struct.</summary>
public sealed class ValueAttribute<TResource, T>(ValueFormat<T> format, Func<TResource, T?> get, Func<TResource, T?, TResource> with) : ResourceAttribute
    where TResource : Resource
    where T : struct
{
    /// <summary>Whether the observed value (second) is what was declared (first), where that takes more than the two values; both are set.</summary>
    public Func<TResource, TResource, bool>? Same { get; init; }

    public override string Expects => format.Expects;

    public override JsonForm Json => format.Json;

    public override bool IsPhrase => format.IsPhrase;

    public override bool IsLinkReference => format.IsLinkReference;

    public override IEnumerable<(string Reference, string Text)> LinksIn(Resource resource) =>
        format.IsLinkReference && get((TResource)resource) is { } value ? format.LinksIn(value) : [];

    public override Resource Renamed(Resource resource, string before, string after) =>
        format.IsLinkReference && get((TResource)resource) is { } value && format.LinksIn(value).Any(l => l.Reference == before)
            ? with((TResource)resource, format.Renamed(value, before, after))
            : resource;

    public override bool IsSet(Resource resource) => get((TResource)resource) is not null;

    public override string? Format(Resource resource) => get((TResource)resource) is { } value ? format.Format(value) : null;

    public override bool SameValue(Resource left, Resource right) =>
        EqualityComparer<T?>.Default.Equals(get((TResource)left), get((TResource)right));

    private protected override bool FitsValue(Resource declared, Resource observed) => Same is not null
        ? Same((TResource)declared, (TResource)observed)
        : format.Fits(get((TResource)declared)!.Value, get((TResource)observed)!.Value);

    public override bool TryParse(Resource resource, string text, out Resource result)
    {
        bool parsed = format.TryParse(text, out T value);
        result = parsed ? with((TResource)resource, value) : resource;
        return parsed;
    }

    public override Resource Copy(Resource from, Resource to) => with((TResource)to, get((TResource)from));

    public override Resource Clear(Resource resource) => with((TResource)resource, null);

    internal override void Write(ref MessagePackWriter writer, Resource resource) => format.Write(ref writer, get((TResource)resource)!.Value);

    internal override Resource Read(ref MessagePackReader reader, Resource resource)
    {
        T value = format.Read(ref reader);
        return get((TResource)resource) is { } known && EqualityComparer<T>.Default.Equals(known, value) ? resource : with((TResource)resource, value);
    }
}

/// <summary>An attribute whose value is a class.</summary>
public sealed class ReferenceAttribute<TResource, T>(ValueFormat<T> format, Func<TResource, T?> get, Func<TResource, T?, TResource> with) : ResourceAttribute
    where TResource : Resource
    where T : class
{
    public override string Expects => format.Expects;

    public override JsonForm Json => format.Json;

    public override bool IsPhrase => format.IsPhrase;

    public override bool IsLinkReference => format.IsLinkReference;

    public override bool IsKeyReference => format.IsKeyReference;

    public override IEnumerable<(string Reference, string Text)> LinksIn(Resource resource) =>
        format.IsLinkReference && get((TResource)resource) is { } value ? format.LinksIn(value) : [];

    public override Resource Renamed(Resource resource, string before, string after) =>
        format.IsLinkReference && get((TResource)resource) is { } value && format.LinksIn(value).Any(l => l.Reference == before)
            ? with((TResource)resource, format.Renamed(value, before, after))
            : resource;

    public override bool IsSet(Resource resource) => get((TResource)resource) is not null;

    public override string? Format(Resource resource) => get((TResource)resource) is { } value ? format.Format(value) : null;

    public override bool SameValue(Resource left, Resource right) =>
        EqualityComparer<T?>.Default.Equals(get((TResource)left), get((TResource)right));

    private protected override bool FitsValue(Resource declared, Resource observed) =>
        format.Fits(get((TResource)declared)!, get((TResource)observed)!);

    public override bool TryParse(Resource resource, string text, out Resource result)
    {
        bool parsed = format.TryParse(text, out T value);
        result = parsed ? with((TResource)resource, value) : resource;
        return parsed;
    }

    public override Resource Copy(Resource from, Resource to) => with((TResource)to, get((TResource)from));

    public override Resource Clear(Resource resource) => with((TResource)resource, null);

    internal override void Write(ref MessagePackWriter writer, Resource resource) => format.Write(ref writer, get((TResource)resource)!);

    internal override Resource Read(ref MessagePackReader reader, Resource resource)
    {
        T value = format.Read(ref reader);
        return get((TResource)resource) is { } known && EqualityComparer<T>.Default.Equals(known, value) ? resource : with((TResource)resource, value);
    }
}

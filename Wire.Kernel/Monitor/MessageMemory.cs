using System.Runtime.InteropServices;
using Wire.Domain;

namespace Wire.Kernel;

/// <summary>
/// What messages said lately. The kernel tells an object again and again although nothing of it is different (a counter, a
/// timer, the state of a protocol): then the object that was decoded before is told again, and nothing is allocated. No message
/// is left out.
/// </summary>
internal sealed class MessageMemory
{
    /// <summary>Messages remembered, a power of two; each takes the place of another one.</summary>
    private const int Places = 4096;

    private readonly MessageSum.Key _key = MessageSum.Key.Random();
    private readonly Said[] _said = new Said[Places];

    /// <param name="Sum">Of the message.</param>
    /// <param name="Names">As it was when the message was decoded: what it says is written with the names of links.</param>
    /// <param name="What">A <see cref="Resource"/>, or an array of several; null for an empty place.</param>
    private readonly record struct Said(ulong Sum, int Names, object? What);

    /// <summary>Decodes a message, unless it is known what it says.</summary>
    public void Decode(ObjectSource source, scoped in NetlinkMessage message, ObjectContext context, List<Resource> into)
    {
        MessageSum sum = new(_key);
        sum.Add(message.Type);
        if (!source.TrySum(message, ref sum))
        {
            source.Decode(message, context, into);
            return;
        }
        ref Said place = ref _said[sum.Value % Places];
        int names = context.Links.Names;
        if (place.What is not null && place.Sum == sum.Value && place.Names == names)
        {
            Recall(place.What, into);
            return;
        }
        int first = into.Count;
        source.Decode(message, context, into);
        place = new(sum.Value, names, (into.Count - first) switch { 0 => null, 1 => into[first], _ => CollectionsMarshal.AsSpan(into)[first..].ToArray() });
    }

    private static void Recall(object what, List<Resource> into)
    {
        if (what is Resource one)
        {
            into.Add(one);
            return;
        }
        foreach (Resource resource in (Resource[])what)
        {
            into.Add(resource);
        }
    }
}

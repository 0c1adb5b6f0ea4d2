using System.Collections.Immutable;
using Wire.Domain;
using static Wire.Kernel.LinuxIfLink;
using static Wire.Kernel.LinuxNfnetlink;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>Turns operations into requests, before any of them is sent.</summary>
internal sealed class Preparation
{
    private readonly ImmutableArray<Operation> _operations;
    private readonly INetlinkProvider _provider;
    private readonly uint _firstSequence;
    private readonly RequestBuilder _builder;
    private readonly List<Step> _steps = [];
    private readonly Dictionary<string, INetns> _namespaces = [];

    private Preparation(INetlinkProvider provider, ImmutableArray<Operation> operations, IReadOnlyDictionary<string, uint> indexes, uint firstSequence)
    {
        _operations = operations;
        _provider = provider;
        _firstSequence = firstSequence;
        _builder = new(new LinkIndexes(indexes), NetnsDescriptor, provider.Generic, provider.Keys, firstSequence, operations.Length) { Rules = new(provider) };
    }

    public static Prepared Of(INetlinkProvider provider, ImmutableArray<Operation> operations, IReadOnlyDictionary<string, uint> indexes, uint firstSequence) =>
        new Preparation(provider, operations, indexes, firstSequence).Run();

    private Prepared Run()
    {
        int at = 0;
        while (at < _operations.Length)
        {
            int group = LinkDeletionsFrom(at);
            if (group >= 2)
            {
                AddGroupDeletion(at, group);
                at += group;
                continue;
            }
            int atomic = AtomicFrom(at);
            if (atomic > 0)
            {
                AddAtomicBatch(at, atomic);
                at += atomic;
                continue;
            }
            int first = _builder.Requests.Count;
            Encode(at++);
            AddRequests(first);
        }
        return new(_operations, _steps, _builder, _firstSequence, _namespaces);
    }

    /// <summary>How many operations of one namespace begin here that are carried out together or not at all.</summary>
    private int AtomicFrom(int at)
    {
        int end = at;
        while (end < _operations.Length && ResourceCodecs.Of(_operations[end].Subject.Kind).IsAtomic
            && _operations[end].Subject.Netns == _operations[at].Subject.Netns)
        {
            end++;
        }
        return end - at;
    }

    private void AddAtomicBatch(int first, int count)
    {
        int start = _builder.Requests.Count;
        _builder.Start(first, _operations[first].Subject.Netns);
        _builder.AddBatchFrame(NFNL_MSG_BATCH_BEGIN);
        for (int i = first; i < first + count; i++)
        {
            Encode(i);
        }
        _builder.AddBatchFrame(NFNL_MSG_BATCH_END);
        _steps.Add(new AtomicBatch(first, count, new(start, _builder.Requests.Count - start)));
    }

    /// <summary>Writes the requests of one operation; when it cannot be asked at all, its refusal.</summary>
    private void Encode(int position)
    {
        Operation operation = _operations[position];
        int first = _builder.Requests.Count, bytes = _builder.Writer.Length;
        _builder.Start(position, operation.Subject.Netns);
        ResourceCodec codec = ResourceCodecs.Of(operation.Subject.Kind);
        try
        {
            switch (operation.Verb)
            {
                case OperationVerb.Create:
                    codec.EncodeCreate(_builder, operation);
                    break;
                case OperationVerb.Change:
                    codec.EncodeChange(_builder, operation);
                    break;
                case OperationVerb.Delete:
                    codec.EncodeDelete(_builder, operation);
                    break;
            }
        }
        catch (LinkMissingException missing)
        {
            _builder.Refuse(first, bytes, RefusalAdvice.LinkMissing(missing.Reference));
        }
        catch (NetnsMissingException missing)
        {
            _builder.Refuse(first, bytes, RefusalAdvice.NetnsMissing(missing.Name));
        }
        catch (KeyException missing)
        {
            _builder.Refuse(first, bytes, RefusalAdvice.KeyMissing(missing));
        }
        catch (NetlinkException refused)
        {
            // Looking up what a request needs was refused: a generic netlink family that the kernel does not have.
            _builder.Refuse(first, bytes, RefusalAdvice.Refuse(operation, refused.Errno, refused.Message, null));
        }
    }

    private void AddRequests(int first)
    {
        int count = _builder.Requests.Count - first;
        if (_steps is [.., Requests last])
        {
            _steps[^1] = last with { Count = last.Count + count };
        }
        else
        {
            _steps.Add(new Requests(first, count));
        }
    }

    /// <summary>How many deletions of links in one namespace begin here; 0 when one of them has no known index.</summary>
    private int LinkDeletionsFrom(int at)
    {
        int end = at;
        while (end < _operations.Length && _operations[end] is { Verb: OperationVerb.Delete, Before: Link link }
            && link.Netns == (_operations[at].Before as Link)?.Netns
            && (_builder.Indexes.Find(link.Reference) ?? link.Index) is not null)
        {
            end++;
        }
        return end - at;
    }

    private void AddGroupDeletion(int first, int count)
    {
        // A number that nobody else uses: a link of somebody else in this group would be deleted with ours.
        uint group = LinkMessages.GroupMark | (uint)Random.Shared.Next(1 << 30);
        Requests marks = ForEach(first, count, (index, _) => AddGroup(index, group));
        _builder.Start(first, ((Link)_operations[first].Before!).Netns);
        int deletion = _builder.Requests.Count;
        _builder.Begin(RTM_DELLINK, 0, default(IfInfoMsg)).WriteU32(IFLA_GROUP, group);
        _builder.End();
        Requests unmarks = ForEach(first, count, (index, link) => AddGroup(index, link.LinkGroup ?? DefaultGroup));
        Requests singles = ForEach(first, count, (index, _) =>
        {
            _builder.Begin(RTM_DELLINK, 0, new IfInfoMsg { ifi_index = index });
            _builder.End();
        });
        _steps.Add(new GroupDeletion(first, count, marks, deletion, unmarks, singles));
    }

    /// <summary>The one that links are in of which nobody said another.</summary>
    private const uint DefaultGroup = 0;

    private Requests ForEach(int first, int count, Action<uint, Link> add)
    {
        int start = _builder.Requests.Count;
        for (int i = first; i < first + count; i++)
        {
            Link link = (Link)_operations[i].Before!;
            _builder.Start(i, link.Netns);
            add(LinkRequests.IndexOf(_builder.Indexes, link), link);
        }
        return new(start, _builder.Requests.Count - start);
    }

    private void AddGroup(uint index, uint group)
    {
        _builder.Begin(RTM_NEWLINK, 0, new IfInfoMsg { ifi_index = index }).WriteU32(IFLA_GROUP, group);
        _builder.End();
    }

    private int NetnsDescriptor(string? netns)
    {
        string name = netns ?? "";
        if (!_namespaces.TryGetValue(name, out INetns? opened))
        {
            _namespaces[name] = opened = _provider.OpenNetns(netns);
        }
        return opened.Descriptor;
    }
}

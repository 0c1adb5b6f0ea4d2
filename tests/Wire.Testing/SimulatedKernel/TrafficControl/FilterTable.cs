using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.PktSched;
using static Wire.Testing.Simulation.TcRequest;

namespace Wire.Testing.Simulation;

/// <summary>RTM_*TFILTER (net/sched/cls_api.c): places, chains and priorities. What a kind makes of it is its <see cref="Classifier"/>'s.</summary>
internal sealed class FilterTable(SimulatedNamespace ns)
{
    /// <summary>Priorities that the kernel chooses go down from there (tcf_auto_prio).</summary>
    private const ushort FirstFreePriority = 0xc000;

    /// <summary>Where it looks for room: before the first priority from here on.</summary>
    private const ushort FreePriorities = 0x8000;

    private const uint ChainMax = 0x0fff_ffff;

    public void Handle(Request request)
    {
        TcRequest wanted = new(ns, request);
        ushort priority = (ushort)(wanted.Info >> 16), protocol = (ushort)wanted.Info;
        if (request.Message.Type == RTM_NEWTFILTER)
        {
            Require(priority != 0 || request.Has(NLM_F_CREATE), Errno.ENOENT, "Invalid filter command with priority of zero");
            Add(wanted, priority, protocol);
            return;
        }
        bool isOne = protocol != 0 || wanted.Handle != 0 || wanted.Kind is not null;
        Require(priority != 0 || !isOne, Errno.ENOENT, "Cannot flush filters with protocol, handle or kind set");
        Delete(wanted, priority, protocol);
    }

    /// <summary>Of one place; one that is not there has none.</summary>
    public IEnumerable<byte[]> Dump(Request request)
    {
        request.RequireBody(FixedBytes);
        Message message = request.Message;
        Cause cause = request.DumpCause;
        if (ns.Links.Find(message.I32(4)) is not { } link)
        {
            return [];
        }
        uint parent = message.U32(12);
        Qdisc? qdisc = parent == 0 ? link.Queues.Root : link.Queues.Find(Major(parent));
        uint? found = Minor(parent) == 0 ? null : qdisc?.Find(parent);
        if (qdisc is not { HasFilters: true } || (Minor(parent) != 0 && found is null) || qdisc.Block(found) is not { } block)
        {
            return [];
        }
        return
        [
            .. from classifier in block.Chains.Values.SelectMany(c => c)
               from filter in classifier.All.Prepend(null)
               select Write(RTM_NEWTFILTER, NLM_F_MULTI, cause, classifier, block.ToldParent, filter),
        ];
    }

    /// <summary>__tcf_qdisc_find, __tcf_qdisc_cl_find, __tcf_block_find.</summary>
    private static (FilterBlock Block, uint Parent) Place(TcRequest wanted)
    {
        LinkQueues queues = wanted.Link.Queues;
        uint parent = wanted.Parent;
        Qdisc? qdisc = queues.Root;
        if (parent == 0)
        {
            parent = qdisc?.Handle ?? 0;
        }
        else
        {
            qdisc = queues.Find(Major(parent)) ?? throw new RefusedException(Errno.EINVAL, "Parent Qdisc doesn't exists");
        }
        Require(qdisc is { HasClasses: true }, Errno.EINVAL, "Qdisc not classful");
        Require(qdisc!.HasFilters, Errno.EOPNOTSUPP, "Class doesn't support blocks");
        uint? found = null;
        if (Minor(parent) != 0)
        {
            found = qdisc.Find(parent) ?? throw new RefusedException(Errno.ENOENT, "Specified class doesn't exist");
        }
        return (qdisc.Block(found) ?? throw new RefusedException(Errno.EINVAL), parent);
    }

    private static uint ChainOf(TcRequest wanted)
    {
        uint chain = wanted.Attributes.U32(TCA_CHAIN) ?? 0;
        Require(chain <= ChainMax, Errno.EINVAL, "Specified chain index exceeds upper limit");
        return chain;
    }

    /// <summary>tcf_chain_tp_find: a priority is for one protocol.</summary>
    private static Classifier? Find(List<Classifier> chain, ushort priority, ushort protocol)
    {
        Classifier? found = chain.Find(c => c.Priority == priority);
        Require(found is null || protocol == 0 || found.Protocol == protocol, Errno.EINVAL, "Filter with specified priority/protocol not found");
        return found;
    }

    private void Add(TcRequest wanted, ushort priority, ushort protocol)
    {
        (FilterBlock block, uint parent) = Place(wanted);
        block.ToldParent = parent;
        uint number = ChainOf(wanted);
        List<Classifier> chain = block.Chains.GetValueOrDefault(number) ?? [];
        Require(priority != 0 || chain.TrueForAll(c => c.Priority != FreePriorities), Errno.EINVAL, "Filter with specified priority/protocol not found");
        Classifier? classifier = priority == 0 ? null : Find(chain, priority, protocol);
        bool isNew = classifier is null;
        if (classifier is null)
        {
            Require(wanted.Kind is not null && protocol != 0, Errno.EINVAL, "Filter kind and protocol must be specified");
            Require(wanted.Has(NLM_F_CREATE), Errno.ENOENT, "Need both RTM_NEWTFILTER and NLM_F_CREATE to create a new filter");
            priority = priority != 0 ? priority : FreePriority(chain);
            classifier = Make(wanted.Kind!, block, number, priority, protocol) ?? throw new RefusedException(Errno.ENOENT, "TC classifier not found");
            classifier.Created();
            Insert(block, number, chain, classifier);
        }
        try
        {
            Require(wanted.Kind is null || wanted.Kind == classifier.Kind, Errno.EINVAL, "Specified filter kind does not match existing one");
            Filter? found = classifier.Find(wanted.Handle);
            Require(found is not null || wanted.Has(NLM_F_CREATE), Errno.ENOENT, "Need both RTM_NEWTFILTER and NLM_F_CREATE to create a new filter");
            Require(found is null || !wanted.Has(NLM_F_EXCL), Errno.EEXIST, "Filter already exists");
            Filter? made = classifier.Change(wanted.Handle, found, wanted.Options);
            Tell(RTM_NEWTFILTER, wanted, classifier, parent, made);
        }
        catch (RefusedException) when (isNew)
        {
            Remove(block, classifier);
            throw;
        }
    }

    private static Classifier? Make(string kind, FilterBlock block, uint chain, ushort priority, ushort protocol) => kind switch
    {
        "matchall" => new MatchallClassifier(block, chain, priority, protocol),
        "u32" => new U32Classifier(block, chain, priority, protocol),
        "flower" => new FlowerClassifier(block, chain, priority, protocol),
        _ => null,
    };

    private static ushort FreePriority(List<Classifier> chain) =>
        (ushort)((chain.Find(c => c.Priority >= FreePriorities)?.Priority ?? FirstFreePriority + 1) - 1);

    private static void Insert(FilterBlock block, uint number, List<Classifier> chain, Classifier made)
    {
        block.Chains[number] = chain;
        int at = chain.FindIndex(c => c.Priority > made.Priority);
        chain.Insert(at < 0 ? chain.Count : at, made);
    }

    private static void Remove(FilterBlock block, Classifier gone)
    {
        gone.Destroyed();
        List<Classifier> chain = block.Chains[gone.Chain];
        chain.Remove(gone);
        if (chain.Count == 0)
        {
            block.Chains.Remove(gone.Chain);
        }
    }

    private void Delete(TcRequest wanted, ushort priority, ushort protocol)
    {
        (FilterBlock block, uint parent) = Place(wanted);
        if (!block.Chains.TryGetValue(ChainOf(wanted), out List<Classifier>? chain))
        {
            Require(priority == 0, Errno.ENOENT, "Cannot find specified filter chain");
            return;
        }
        if (priority == 0)
        {
            chain.ForEach(c => Tell(RTM_DELTFILTER, wanted, c, parent, null));
            chain.ToList().ForEach(c => Remove(block, c));
            return;
        }
        Classifier classifier = Find(chain, priority, protocol) ?? throw new RefusedException(Errno.ENOENT, "Filter with specified priority/protocol not found");
        Require(wanted.Kind is null || wanted.Kind == classifier.Kind, Errno.EINVAL, "Specified filter kind does not match existing one");
        if (wanted.Handle == 0)
        {
            Remove(block, classifier);
            Tell(RTM_DELTFILTER, wanted, classifier, parent, null);
            return;
        }
        Filter found = classifier.Find(wanted.Handle) ?? throw new RefusedException(Errno.ENOENT, "Specified filter handle not found");
        byte[] told = Write(RTM_DELTFILTER, 0, wanted.Request.Cause, classifier, parent, found);
        bool isLast = classifier.Delete(found);
        ns.Notify(RTNLGRP_TC, told, wanted.Request.Cause);
        if (isLast)
        {
            Remove(block, classifier);
        }
    }

    private void Tell(ushort type, TcRequest wanted, Classifier classifier, uint parent, Filter? filter)
    {
        Cause cause = wanted.Request.Cause;
        ns.Notify(RTNLGRP_TC, Write(type, 0, cause, classifier, parent, filter), cause);
    }

    /// <summary>Without a filter it is the priority itself.</summary>
    private static byte[] Write(ushort type, ushort flags, Cause cause, Classifier classifier, uint parent, Filter? filter)
    {
        uint info = (uint)classifier.Priority << 16 | classifier.Protocol;
        MessageWriter message = Start(type, flags, cause, classifier.Block.Qdisc.Link, filter?.Handle ?? 0, parent, info, classifier.Kind)
            .AttributeU32(TCA_CHAIN, classifier.Chain);
        return (filter is null ? message : message.Nest(TCA_OPTIONS, filter.Write)).ToArray();
    }
}

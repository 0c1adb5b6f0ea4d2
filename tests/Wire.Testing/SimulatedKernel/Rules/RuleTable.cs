using static Wire.Testing.Simulation.FibRules;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>Policy rules of both families (net/core/fib_rules.c), in the order they are asked.</summary>
internal sealed class RuleTable
{
    private const int FixedBytes = 12;

    private readonly SimulatedNamespace _ns;
    private readonly List<Rule> _v4;
    private readonly List<Rule> _v6;
    private bool _hasVrfRules;

    public RuleTable(SimulatedNamespace ns)
    {
        _ns = ns;
        _v4 = [Default(AF_INET, 0, RT_TABLE_LOCAL), Default(AF_INET, 32766, RT_TABLE_MAIN), Default(AF_INET, 32767, RT_TABLE_DEFAULT)];
        _v6 = [Default(AF_INET6, 0, RT_TABLE_LOCAL), Default(AF_INET6, 32766, RT_TABLE_MAIN)];
    }

    /// <summary>Somebody added or deleted a rule of IPv4 once: until then the local and the main table are one (fib_unmerge).</summary>
    public bool HasSplitTables4 { get; private set; }

    public IReadOnlyList<Rule> Of(byte family) => family == AF_INET ? _v4 : _v6;

    public void Handle(Request request)
    {
        request.RequireBody(FixedBytes);
        byte family = request.Message.U8(0);
        if (family is not (AF_INET or AF_INET6))
        {
            throw new RefusedException(Errno.EAFNOSUPPORT, "Rule family not supported");
        }
        List<Rule> rules = family == AF_INET ? _v4 : _v6;
        RuleRequest wanted = new(request.Message);
        if (request.Message.Type == RTM_NEWRULE)
        {
            Add(rules, wanted, request);
        }
        else
        {
            Delete(rules, wanted, request);
        }
        HasSplitTables4 |= family == AF_INET;
    }

    public IEnumerable<byte[]> Dump(Request request, byte family)
    {
        Cause cause = request.DumpCause;
        IEnumerable<Rule> rules = family switch
        {
            AF_INET => _v4,
            AF_INET6 => _v6,
            _ => _v4.Concat(_v6),
        };
        return rules.Select(r => r.Write(RTM_NEWRULE, _ns, cause, NLM_F_MULTI));
    }

    /// <summary>With the first VRF of a namespace (vrf_add_fib_rules); nobody takes them away but people.</summary>
    public void AddVrfRules()
    {
        const uint PriorityOfVrfs = 1000;
        if (_hasVrfRules)
        {
            return;
        }
        _hasVrfRules = true;
        HasSplitTables4 = true;
        foreach (List<Rule> rules in new[] { _v4, _v6 })
        {
            Insert(rules, Default(rules[0].Family, PriorityOfVrfs, RT_TABLE_UNSPEC) with { IsOfVrfs = true }, Cause.Kernel);
        }
    }

    private void Add(List<Rule> rules, RuleRequest wanted, Request request)
    {
        Rule rule = wanted.ToRule(() => DefaultPriority(rules), () => EmptyTable());
        if (request.Has(NLM_F_EXCL) && rules.Exists(RuleRequest.Same(rule)))
        {
            throw new RefusedException(Errno.EEXIST);
        }
        if (rule.Family == AF_INET6 && rule.Action == FR_ACT_TO_TBL)
        {
            _ns.Routes6.MakeTable(rule.Table);
        }
        Insert(rules, rule, request.Cause);
    }

    private void Insert(List<Rule> rules, Rule rule, Cause cause)
    {
        int at = rules.FindIndex(r => r.Priority > rule.Priority);
        rules.Insert(at < 0 ? rules.Count : at, rule);
        Tell(RTM_NEWRULE, rule, cause);
    }

    private void Delete(List<Rule> rules, RuleRequest wanted, Request request)
    {
        wanted.CheckForm();
        Rule rule = rules.Find(wanted.Fits) ?? throw new RefusedException(Errno.ENOENT);
        rules.Remove(rule);
        Tell(RTM_DELRULE, rule, request.Cause);
    }

    private void Tell(ushort type, Rule rule, Cause cause) =>
        _ns.Notify(rule.Family == AF_INET ? RTNLGRP_IPV4_RULE : RTNLGRP_IPV6_RULE, rule.Write(type, _ns, cause), cause);

    /// <summary>fib_default_rule_pref: one less than the second rule's.</summary>
    private static uint DefaultPriority(List<Rule> rules) => rules.Count > 1 && rules[1].Priority > 0 ? rules[1].Priority - 1 : 0;

    /// <summary>fib_empty_table: the first that nobody uses.</summary>
    private uint EmptyTable()
    {
        uint table = 1;
        while (_ns.Routes4.HasTable(table))
        {
            table++;
        }
        _ns.Routes4.MakeTable(table);
        return table;
    }

    private static Rule Default(byte family, uint priority, uint table) =>
        new() { Family = family, Priority = priority, Table = table, Protocol = RTPROT_KERNEL };
}

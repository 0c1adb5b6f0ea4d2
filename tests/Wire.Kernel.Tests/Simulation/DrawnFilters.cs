using Wire.Testing.Simulation;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.NfExpressionBytes;
using static Wire.Testing.Simulation.NfTables;

namespace Wire.Kernel.Tests.Simulation;

/// <summary>Batches of one to four messages of nf_tables about a few names in a few tables; some of them are wrong, which undoes the others.</summary>
internal sealed class DrawnFilters
{
    private readonly RandomRequests _draw;
    private readonly NfBatch _batch = new();
    private readonly List<string> _words = [];
    private readonly List<Action> _whenDone = [];
    private readonly byte _family;
    private readonly string _table;

    private readonly bool _ofDevices;

    private DrawnFilters(RandomRequests draw, byte family, bool ofDevices)
    {
        (_draw, _family, _ofDevices) = (draw, family, ofDevices);
        _table = draw.Of("t0", "t0", "t0", "t0", "t1");
    }

    public static DrawnRequest Next(RandomRequests draw) => new DrawnFilters(draw, draw.Of(NFPROTO_INET, NFPROTO_INET, NFPROTO_INET, NFPROTO_IPV4, NFPROTO_BRIDGE), ofDevices: false).Draw();

    /// <summary>With base chains of links. Newer kernels know the names of links that are not there (6.16).</summary>
    public static DrawnRequest NextOfDevices(RandomRequests draw) => new DrawnFilters(draw, draw.Of(NFPROTO_NETDEV, NFPROTO_NETDEV, NFPROTO_INET), ofDevices: true).Draw();

    private string Key => $"nft {_family} {_table}";

    private string NewName => $"c{_draw.Any(4)}";

    /// <summary>Mostly one that was asked for.</summary>
    private string Chain => Known("c") ?? NewName;

    private string AnyChain => (_draw.Often ? Known("b") : null) ?? Chain;

    private DrawnSet Set => Known("set ") is { } name ? DrawnSet.All.First(s => name.EndsWith(s.Name, StringComparison.Ordinal)) : _draw.Of(DrawnSet.All);

    private ushort Create => _draw.Of<ushort>(NLM_F_CREATE | NLM_F_EXCL, NLM_F_CREATE, NLM_F_CREATE, NLM_F_CREATE);

    private ulong Handle => (ulong)(1 + _draw.Any(Math.Max(1, _draw.Counted.GetValueOrDefault(Key))));

    private DrawnRequest Draw()
    {
        if (!_draw.Counted.ContainsKey(Key) || _draw.Rarely)
        {
            NewTable();
        }
        int count = _draw.Of(1, 1, 1, 1, 2, 2, 3, 4);
        while (_batch.Count < count)
        {
            Message();
        }
        return new($"nft {_family} {_table}: {string.Join("; ", _words)}", _batch.ToArray())
        {
            Family = NetlinkFamily.Netfilter,
            WhenDone = () => _whenDone.ForEach(note => note()),
        };
    }

    private void Message()
    {
        switch (_draw.Any(30))
        {
            case > 4 when _draw.Often && Known("c") is null: NewChain(); break;
            case > 8 and < 20 when _draw.Often && Known("set") is null: NewSet(); break;
            case 0: NewTable(); break;
            case 1 when _draw.Sometimes: DeleteTable(); break;
            case 1 or 2 or 3 or 4: NewChain(); break;
            case 5 or 6: NewBaseChain(); break;
            case 7 or 8: DeleteChain(); break;
            case 9 or 10 or 11: NewSet(); break;
            case 12: DeleteSet(); break;
            case 13 or 14 or 15 or 16: NewElements(); break;
            case 17 or 18: DeleteElements(); break;
            case 19 or 20 or 21: DeleteRule(); break;
            case 22: NewRuleWithItsSet(); break;
            default: NewRule(); break;
        }
    }

    private void Add(string words, byte message, ushort flags, Action<MessageWriter> attributes)
    {
        _words.Add(flags == 0 ? words : $"{words} flags {flags:x}");
        _batch.Add(message, _family, flags, attributes);
    }

    private void Count(string name = "") => _whenDone.Add(() =>
    {
        _draw.Counted[Key] = _draw.Counted.GetValueOrDefault(Key) + 1;
        _draw.Counted.TryAdd($"{Key} {name}", 0);
    });

    private string? Known(string first)
    {
        string[] known = [.. _draw.Counted.Keys.Where(k => k.StartsWith($"{Key} {first}", StringComparison.Ordinal)).Select(k => k[(Key.Length + 1)..])];
        return known.Length == 0 || _draw.Rarely ? null : _draw.Of(known);
    }

    private void NewTable()
    {
        uint? flags = _draw.Of<uint?>(null, null, 0, 0, NFT_TABLE_F_DORMANT, _draw.Rarely ? 8u : 0u);
        bool mark = _draw.Sometimes;
        _whenDone.Add(() => _draw.Counted.TryAdd(Key, 0));
        Add($"table {flags}", NFT_MSG_NEWTABLE, Create, w =>
        {
            w.AttributeText(NFTA_TABLE_NAME, _table);
            if (flags is { } number)
            {
                w.AttributeU32Be(NFTA_TABLE_FLAGS, number);
            }
            if (mark)
            {
                w.Attribute(NFTA_TABLE_USERDATA, [1, 2, 3]);
            }
        });
    }

    private void DeleteTable()
    {
        _whenDone.Add(() =>
        {
            foreach (string key in _draw.Counted.Keys.Where(k => k.StartsWith(Key, StringComparison.Ordinal)).ToList())
            {
                _draw.Counted.Remove(key);
            }
        });
        Add("delete table", NFT_MSG_DELTABLE, 0, w => w.AttributeText(NFTA_TABLE_NAME, _table));
    }

    private void NewChain()
    {
        string name = NewName;
        bool mark = _draw.Sometimes;
        uint? policy = _draw.Rarely ? _draw.Of(NF_DROP, NF_ACCEPT, 7u) : null;
        Count(name);
        Add($"chain {name} policy {policy}", NFT_MSG_NEWCHAIN, Create, w =>
        {
            w.AttributeText(NFTA_CHAIN_TABLE, _table).AttributeText(NFTA_CHAIN_NAME, name);
            if (policy is { } wanted)
            {
                w.AttributeU32Be(NFTA_CHAIN_POLICY, wanted);
            }
            if (mark)
            {
                w.Attribute(NFTA_CHAIN_USERDATA, [7]);
            }
        });
    }

    private void NewBaseChain()
    {
        int which = _draw.Any(3);
        uint hook = _draw.Rarely ? _draw.Of(3u, 4u, 9u) : _family == NFPROTO_NETDEV ? (uint)(which & 1) : _ofDevices ? 5 : (uint)which;
        uint? policy = _draw.Of<uint?>(null, NF_ACCEPT, NF_DROP, _draw.Rarely ? 9u : NF_DROP);
        uint priority = _draw.Rarely ? 7u : (uint)which;
        string? type = _draw.Of("filter", "filter", null, _draw.Rarely ? _draw.Of("nat", "route", "nonsense") : "filter");
        string[] devices = _ofDevices && (hook == 5 || _family == NFPROTO_NETDEV) ? [.. Enumerable.Range(0, _draw.Any(3)).Select(_ => $"l{_draw.Any(8)}")] : [];
        bool hooks = !_draw.Sometimes;
        Count($"b{which}");
        Add($"chain b{which} hook {(hooks ? hook : null)} priority {priority} type {type} policy {policy} devices [{string.Join(' ', devices)}]", NFT_MSG_NEWCHAIN, Create, w =>
        {
            w.AttributeText(NFTA_CHAIN_TABLE, _table).AttributeText(NFTA_CHAIN_NAME, $"b{which}");
            if (hooks)
            {
                w.Nest(NFTA_CHAIN_HOOK, h => Hook(h.AttributeU32Be(NFTA_HOOK_HOOKNUM, hook).AttributeU32Be(NFTA_HOOK_PRIORITY, priority), devices));
            }
            if (type is not null)
            {
                w.AttributeText(NFTA_CHAIN_TYPE, type);
            }
            if (policy is { } wanted)
            {
                w.AttributeU32Be(NFTA_CHAIN_POLICY, wanted);
            }
        });
    }

    private static void Hook(MessageWriter hook, string[] devices)
    {
        if (devices is [var only])
        {
            hook.AttributeText(NFTA_HOOK_DEV, only);
        }
        else if (devices.Length > 0)
        {
            hook.Nest(NFTA_HOOK_DEVS, names => Array.ForEach(devices, d => names.AttributeText(NFTA_DEVICE_NAME, d)));
        }
    }

    private void DeleteChain()
    {
        string name = _draw.Sometimes ? $"b{_draw.Any(3)}" : Chain;
        _whenDone.Add(() => _draw.Counted.Remove($"{Key} {name}"));
        Add($"delete chain {name}", NFT_MSG_DELCHAIN, 0, w => w.AttributeText(NFTA_CHAIN_TABLE, _table).AttributeText(NFTA_CHAIN_NAME, name));
    }

    private void NewSet()
    {
        DrawnSet set = _draw.Of(DrawnSet.All);
        uint flags = _draw.Rarely ? set.Flags ^ _draw.Of(NFT_SET_INTERVAL, NFT_SET_MAP, NFT_SET_CONSTANT) : set.Flags;
        bool mark = _draw.Sometimes;
        Count($"set {set.Name}");
        Add($"set {set.Name} {flags:x}", NFT_MSG_NEWSET, Create, w =>
        {
            set.Write(w.AttributeText(NFTA_SET_TABLE, _table).AttributeText(NFTA_SET_NAME, set.Name), flags, 1);
            if (mark)
            {
                w.Attribute(NFTA_SET_USERDATA, [9, 9]);
            }
        });
    }

    private void DeleteSet()
    {
        string name = Set.Name;
        _whenDone.Add(() => _draw.Counted.Remove($"{Key} set {name}"));
        Add($"delete set {name}", NFT_MSG_DELSET, 0, w => w.AttributeText(NFTA_SET_TABLE, _table).AttributeText(NFTA_SET_NAME, name));
    }

    private void NewElements() => Elements(NFT_MSG_NEWSETELEM, _draw.Often ? (ushort)(NLM_F_CREATE | NLM_F_EXCL) : NLM_F_CREATE);

    private void DeleteElements() => Elements(NFT_MSG_DELSETELEM, 0);

    private void Elements(byte message, ushort flags)
    {
        DrawnSet set = Set;
        (string words, Action<MessageWriter> elements)[] drawn = [.. Enumerable.Range(0, 1 + _draw.Any(2)).Select(_ => set.Element(_draw, message == NFT_MSG_NEWSETELEM))];
        bool all = message == NFT_MSG_DELSETELEM && _draw.Rarely;
        Add($"{(flags == 0 ? "delete " : "")}elements of {set.Name} [{(all ? "all" : string.Join(' ', drawn.Select(d => d.words)))}]", message, flags, w =>
        {
            w.AttributeText(NFTA_SET_ELEM_LIST_TABLE, _table).AttributeText(NFTA_SET_ELEM_LIST_SET, set.Name);
            if (!all)
            {
                w.Nest(NFTA_SET_ELEM_LIST_ELEMENTS, list => Array.ForEach(drawn, d => d.elements(list)));
            }
        });
    }

    private void NewRule()
    {
        (string words, Action<MessageWriter>[] expressions) = Statement();
        AddRule(words, expressions);
    }

    /// <summary>A set without a name goes with the rule.</summary>
    private void NewRuleWithItsSet()
    {
        const uint Id = 77;
        DrawnSet set = DrawnSet.All[0];
        bool isBound = !_draw.Rarely;
        (string words, Action<MessageWriter> element) = set.Element(_draw, true);
        Count();
        Add("set of a rule", NFT_MSG_NEWSET, NLM_F_CREATE, w => set.Write(w.AttributeText(NFTA_SET_TABLE, _table).AttributeText(NFTA_SET_NAME, "__set%d"), NFT_SET_ANONYMOUS | NFT_SET_CONSTANT, Id));
        Add($"its element {words}", NFT_MSG_NEWSETELEM, NLM_F_CREATE, w => w.AttributeText(NFTA_SET_ELEM_LIST_TABLE, _table).AttributeText(NFTA_SET_ELEM_LIST_SET, "__set%d")
            .AttributeU32Be(NFTA_SET_ELEM_LIST_SET_ID, Id).Nest(NFTA_SET_ELEM_LIST_ELEMENTS, element));
        if (isBound)
        {
            AddRule("with its set", [LoadHeader, Lookup("__set%d", Id), Verdict(1)]);
        }
    }

    private void AddRule(string words, Action<MessageWriter>[] expressions)
    {
        string chain = AnyChain;
        ushort flags = _draw.Of<ushort>(NLM_F_CREATE | NLM_F_APPEND, NLM_F_CREATE | NLM_F_APPEND, NLM_F_CREATE, _draw.Rarely ? (ushort)0 : (ushort)(NLM_F_CREATE | NLM_F_APPEND));
        ulong? handle = _draw.Rarely ? Handle : null, position = handle is null && _draw.Rarely ? Handle : null;
        uint? id = _draw.Sometimes ? (uint)_draw.Any(3) : null, beside = position is null && handle is null && _draw.Rarely ? (uint)_draw.Any(3) : null;
        flags = handle is not null && !_draw.Rarely ? NLM_F_REPLACE : flags;
        bool mark = _draw.Sometimes;
        Count();
        Add($"rule {chain} {words} handle {handle} position {position} id {id} beside {beside}", NFT_MSG_NEWRULE, flags, w =>
        {
            w.AttributeText(NFTA_RULE_TABLE, _table).AttributeText(NFTA_RULE_CHAIN, chain);
            Number(w, NFTA_RULE_HANDLE, handle);
            w.Nest(NFTA_RULE_EXPRESSIONS, list => Array.ForEach(expressions, e => e(list)));
            Number(w, NFTA_RULE_POSITION, position);
            if (mark)
            {
                w.Attribute(NFTA_RULE_USERDATA, [5, 5, 5]);
            }
            if (id is { } number)
            {
                w.AttributeU32Be(NFTA_RULE_ID, number);
            }
            if (beside is { } other)
            {
                w.AttributeU32Be(NFTA_RULE_POSITION_ID, other);
            }
        });
    }

    private (string Words, Action<MessageWriter>[] Expressions) Statement()
    {
        switch (_draw.Any(8))
        {
            case 0 or 1:
                int code = _draw.Of(0, 1, 1, NFT_RETURN, NFT_CONTINUE, _draw.Rarely ? 99 : 1);
                return ($"counter, verdict {code}", [Counter, Verdict(code)]);
            case 2 or 3:
                string chain = _draw.Rarely ? "b0" : Chain;
                int jump = _draw.Of(NFT_JUMP, NFT_GOTO);
                return ($"verdict {jump} {chain}", [Verdict(jump, chain)]);
            case 4:
                return ("protocol", [Meta(16), Compare(_draw.Of(0u, 1u), [6]), Counter]);
            case 5 when _draw.Rarely:
                return ("nonsense", [Expression("nonsense", _ => { })]);
            default:
                DrawnSet set = Set;
                uint? into = _draw.Rarely ? _draw.Of<uint?>(null, 0, 1) : set.IsMap ? set.MapsToVerdicts ? 0u : 1u : null;
                uint flags = _draw.Sometimes ? _draw.Of(1u, 1u, 4u) : 0;
                return ($"lookup {set.Name} into {into} {flags}", [LoadHeader, Lookup(set.Name, into: into, flags: set.IsMap && !_draw.Rarely ? 0 : flags)]);
        }
    }

    private void DeleteRule()
    {
        string chain = AnyChain;
        ulong? handle = _draw.Rarely ? null : Handle;
        Add($"delete rule {chain} handle {handle}", NFT_MSG_DELRULE, 0, w => Number(w.AttributeText(NFTA_RULE_TABLE, _table).AttributeText(NFTA_RULE_CHAIN, chain), NFTA_RULE_HANDLE, handle));
    }

    private static void Number(MessageWriter writer, ushort type, ulong? value)
    {
        if (value is { } number)
        {
            writer.AttributeU64Be(type, number);
        }
    }
}

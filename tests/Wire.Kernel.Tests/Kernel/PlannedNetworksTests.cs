using System.Collections.Immutable;
using CsCheck;
using Wire.Domain;
using Wire.Domain.Tests.Planning;

namespace Wire.Kernel.Tests.Kernel;

/// <summary>
/// Random networks, one after the other, on the real kernel: no operation of a plan is refused, what it leaves needs no other
/// plan, and a part of a plan with its inverses leaves Wire's objects as they were. What the model of the planner's own tests
/// believes of the kernel is held here by the kernel.
/// </summary>
[Trait("Category", "Kernel")]
[Trait("Category", "Guest")]
public sealed class PlannedNetworksTests : IDisposable
{
    private const int Runs = 10;

    private readonly TestNetns _netns = new();

    public void Dispose() => _netns.Dispose();

    [Fact]
    public void RandomNetworksBecomeRealGoBackHalfwayAndBecomeOthers()
    {
        // A kernel without a kind gets one that behaves alike; ops/lab has all of them.
        string[] missing = [.. new[] { "dummy", "bond" }.Where(kind => !_netns.HasKind(kind))];
        bool vlans = missing.Length == 0;
        Gen.Select(RandomNetworks.Desired, RandomNetworks.Desired, RandomNetworks.Desired, Gen.Int[0, 1000]).Sample((a, b, c, dice) =>
        {
            using TestNetns netns = new();
            using Node node = new(netns, hardware: vlans ? "dummy" : "ifb");
            node.Apply(Possible(a, missing, vlans));
            Drift(netns, dice);
            node.ApplyAndTakeBack(Possible(b, missing, vlans), dice);
            node.Apply(Possible(b, missing, vlans));
            node.Apply(Possible(c, missing, vlans));
        }, iter: Runs, threads: 1);
    }

    private static void Drift(TestNetns netns, int dice)
    {
        string[] made = [.. netns.LinkNames().Where(RandomNetworks.Names.Contains).Order(StringComparer.Ordinal)];
        if (made.Length == 0)
        {
            return;
        }
        string link = made[dice % made.Length];
        netns.Ip((dice % 4) switch
        {
            0 => $"link delete dev {link}",
            1 => $"link set dev {link} down",
            2 => $"link set dev {link} nomaster",
            _ => $"link set dev {link} mtu 1300",
        });
    }

    /// <summary>What this kernel can have, with the Ethernet addresses that a declaration always has.</summary>
    private static ImmutableDictionary<ResourceKey, Declared> Possible(ImmutableDictionary<ResourceKey, Declared> desired, string[] missing, bool vlans) =>
        desired.Values.Select(d => d.Resource).Select(r => r switch
        {
            Dummy dummy when missing.Contains("dummy") => new Ifb { Name = dummy.Name, Up = dummy.Up, Mtu = dummy.Mtu, Alias = dummy.Alias },
            Bond bond when missing.Contains("bond") => new Bridge { Name = bond.Name, Up = bond.Up },
            Vlan vlan when !vlans => new Ifb { Name = vlan.Name, Up = vlan.Up, Alias = vlan.Alias },
            _ => r,
        })
        .Select(r => r is Link { Kind.IsMade: true } and not (Vlan or Bond) ? (Link)r with { Mac = StableMac((Link)r) } : r)
        .Select(r => new Declared(r)).ToImmutableDictionary(d => d.Key);

    private static MacAddress StableMac(Link link) => MacAddress.LocallyAdministered((ulong)(link.Name[0] << 8 | link.Kind.Name[0]));

    /// <summary>Wire's planner, executor and memory of what it made, without a journal.</summary>
    private sealed class Node : IDisposable
    {
        private readonly RealNetlink _kernel;
        private readonly KernelExecutor _executor;
        private readonly HashSet<string> _links = [];
        private readonly HashSet<ResourceKey> _fdb = [];

        public Node(TestNetns netns, string hardware)
        {
            netns.IpBatch([$"link add eth0 type {hardware}", $"link add eth1 type {hardware}", "tuntap add guest mode tap", "link set eth0 up", "link set eth1 up", "link set guest up", "link set lo up"]);
            _kernel = new RealNetlink(netns.Name);
            _executor = KernelExecutor.Open(_kernel);
        }

        public void Apply(ImmutableDictionary<ResourceKey, Declared> desired)
        {
            Plan plan = Planner.Plan(Request(desired));
            Assert.Empty(plan.Conflicts);
            Execute(plan.Operations, plan);
            Assert.Equal("Nothing to do.\n", PlanText.Render(Planner.Plan(Request(desired))));
        }

        public void ApplyAndTakeBack(ImmutableDictionary<ResourceKey, Declared> desired, int dice)
        {
            string before = Owned();
            Plan plan = Planner.Plan(Request(desired));
            ImmutableArray<Operation> part = [.. plan.Operations.Take(dice % (plan.Operations.Length + 1))];
            Execute(part, plan);
            ImmutableArray<Operation> back = Rollback.Of(part);
            Execute(back, plan);
            string after = Owned();
            Assert.True(before == after, string.Join('\n', before.Split('\n').Except(after.Split('\n')).Select(line => $"before: {line}").Concat(after.Split('\n').Except(before.Split('\n')).Select(line => $"after:  {line}")))
                + $"\n{(plan with { Operations = part }).Transcript()}and back\n{(plan with { Operations = back }).Transcript()}");
        }

        public void Dispose() => _executor.Dispose();

        private void Execute(ImmutableArray<Operation> operations, Plan plan)
        {
            using Prepared prepared = _executor.Prepare(operations, plan.LinkIndexes);
            ExecutionResult result = _executor.Execute(prepared);
            Assert.True(result.Refused is null, $"{result.Refused}\n{(plan with { Operations = operations }).Transcript()}");
            foreach (Operation operation in operations.Where(o => o.Verb != OperationVerb.Change))
            {
                foreach (Resource resource in new[] { operation.Subject, operation.Companion }.OfType<Resource>())
                {
                    Remember(resource, operation.Verb == OperationVerb.Create);
                }
            }
        }

        private void Remember(Resource resource, bool owned)
        {
            _ = resource switch
            {
                Link link => owned ? _links.Add(link.Reference) : _links.Remove(link.Reference),
                FdbEntry entry => owned ? _fdb.Add(entry.Key) : _fdb.Remove(entry.Key),
                _ => false,
            };
        }

        private PlanRequest Request(ImmutableDictionary<ResourceKey, Declared> desired)
        {
            using KernelMonitor monitor = KernelMonitor.Open(_kernel);
            return new()
            {
                Desired = desired,
                Live = new Topology(monitor.Dump(out _)),
                OwnedLinks = _links,
                OwnedObjects = _fdb,
                Baselines = ImmutableDictionary<ResourceKey, Resource>.Empty,
            };
        }

        /// <summary>
        /// All of Wire's objects with all that can be asked of them; a bond opens its ports, and gives them its address, which is one
        /// at random while it has none.
        /// </summary>
        private string Owned()
        {
            PlanRequest request = Request(ImmutableDictionary<ResourceKey, Declared>.Empty);
            return string.Join('\n', request.Live.All.Where(request.IsOurs).OrderBy(r => r.Key).Select(r => r.Title + string.Concat(r.Kind.Attributes
                .Where(a => a.Mutability != Mutability.Observed && a.IsSet(r) && !(a.Name is "up" or "mac" && IsPortOfBond(r, request.Live)) && !(a.Name == "mac" && IsOfEmptyBond(r, request.Live)))
                .Select(a => $" {a.Name} {a.Format(r)}"))));
        }

        private static bool IsPortOfBond(Resource resource, ITopology live) =>
            resource is Link { Master: { Length: > 0 } master } && live.TryGet(ResourceKey.Link(master), out Resource? leader) && leader is Bond;

        private static bool IsOfEmptyBond(Resource resource, ITopology live) => resource switch
        {
            Bond bond => !live.DependentsOf(bond.Key).Any(d => d is Link port && port.Master == bond.Reference),
            Vlan { Parent: { } below } => live.TryGet(ResourceKey.Link(below), out Resource? parent) && IsOfEmptyBond(parent, live),
            _ => false,
        };
    }
}

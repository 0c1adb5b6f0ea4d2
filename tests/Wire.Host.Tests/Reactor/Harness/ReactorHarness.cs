using Wire.Domain;
using Wire.Host.Api;
using Wire.Host.Reactor;
using Wire.Kernel;
using Wire.Projections;
using Wire.Testing.Simulation;

namespace Wire.Host.Tests.Reactor;

/// <summary>
/// The reactor with everything around it in the test's hand: a simulated kernel, a journal in memory, a clock that stands still
/// until it is moved. One thread; the same test runs the same way every time.
/// </summary>
internal sealed partial class ReactorHarness : IDisposable
{
    private static readonly Guid _node = new("0d9f3c52-6e3b-4b53-9d6d-0f3b54c7a001");
    private static readonly Caller _root = new(0, "root", 4711, "cli");

    private readonly Dictionary<Guid, Answer> _answers = [];
    private readonly Queue<Input> _inbox = [];
    private Host.Reactor.Reactor? _reactor;
    private long _wakeAtNs = long.MaxValue;
    private int _asked;

    public ReactorHarness(SimulatedKernel? kernel = null)
    {
        Kernel = kernel ?? new SimulatedKernel { Ipv6LinkLocal = false };
        Other = Kernel.As(OtherPort);
    }

    /// <summary>The netlink port of the other program.</summary>
    public const uint OtherPort = 977;

    public SimulatedKernel Kernel { get; }

    /// <summary>Another program on this machine.</summary>
    public ForeignActor Other { get; }

    public StoredJournal Journal { get; } = new();

    public ReactorPolicy Policy { get; init; } = new();

    public string Role { get; init; } = "daemon";

    public Guid Boot { get; private set; } = new("11111111-0000-0000-0000-000000000000");

    public Moment Now { get; private set; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), 1_000_000_000_000);

    public KnownState State => Reactor.State;

    public bool IsReady { get; private set; }

    public bool IsStopped { get; private set; }

    public IEnumerable<string> Warnings => Reactor.Warnings();

    private Host.Reactor.Reactor Reactor => _reactor ?? throw new InvalidOperationException("not started");

    /// <summary>A process begins on the journal and the kernel as they are.</summary>
    public ReactorHarness Start()
    {
        IsReady = IsStopped = false;
        _reactor = new(new ReactorOptions(_node, "0.1.0", 4712, Boot, null, Role), Policy, Journal.Fold());
        OpenKernel();
        CarryOut(_reactor.Start(Now));
        Run();
        return this;
    }

    public Answer Apply(string text, bool merge = false, bool adopt = false, bool allowEmpty = false, int? confirmSeconds = null) =>
        Ask(new ChangeRequest.Apply(new ApplyCommand(new PlanCommand(text, "net.wire", merge, adopt, allowEmpty), confirmSeconds)));

    public Answer Ask(ChangeRequest request) => AnswerTo(Submit(request)) ?? throw new InvalidOperationException("no answer");

    /// <summary>Puts a command into the inbox without running anything.</summary>
    public Guid Submit(ChangeRequest request)
    {
        Guid token = new(++_asked, 7, 7, new byte[8]);
        _inbox.Enqueue(new CommandInput(token, request, _root));
        return token;
    }

    public void Submit(Input input) => _inbox.Enqueue(input);

    /// <summary>Lets everything happen that happens without time passing.</summary>
    public Answer? AnswerTo(Guid token)
    {
        Run();
        return _answers.GetValueOrDefault(token);
    }

    /// <summary>Time passes; who wanted to be woken meanwhile is, at that moment.</summary>
    public void Pass(int milliseconds)
    {
        long until = Now.Plus(milliseconds).MonotonicNs;
        Run();
        while (_wakeAtNs <= until)
        {
            MoveTo(Math.Max(_wakeAtNs, Now.MonotonicNs));
            _wakeAtNs = long.MaxValue;
            _inbox.Enqueue(new TickInput());
            Run();
        }
        MoveTo(until);
    }

    public void SetWallClock(TimeSpan by) => Now = Now with { Wall = Now.Wall + by };

    /// <summary>The process is gone between two instructions; the network stays, and unsynced journal may be lost.</summary>
    public void Kill(bool loseUnsynced = true)
    {
        _reactor = null;
        _inbox.Clear();
        _wakeAtNs = long.MaxValue;
        CloseKernel();
        if (loseUnsynced)
        {
            Journal.LoseUnsynced();
        }
    }

    /// <summary>Another boot: the monotonic clock begins anew. What the kernel had is for the test to say.</summary>
    public void Reboot(TimeSpan took)
    {
        Kill();
        Boot = Guid.NewGuid();
        Now = new(Now.Wall + took, 5_000_000_000);
    }

    public void Stop()
    {
        _inbox.Enqueue(new StopInput("told to stop"));
        Run();
    }

    /// <summary>The events of that type, the oldest first.</summary>
    public IReadOnlyList<T> Recorded<T>()
        where T : DomainEvent => [.. Journal.Events.Select(e => e.Event).OfType<T>()];

    public ChangeRequested NewestChange => Recorded<ChangeRequested>()[^1];

    private void MoveTo(long monotonicNs) => Now = Now.Plus(0) with
    {
        Wall = Now.Wall.AddTicks((monotonicNs - Now.MonotonicNs) / 100),
        MonotonicNs = monotonicNs,
    };

    public void Dispose()
    {
        CloseKernel();
        Other.Dispose();
    }
}

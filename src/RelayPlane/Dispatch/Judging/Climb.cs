using RelayPlane.Pacing;
using RelayPlane.Routing;

namespace RelayPlane.Dispatch.Judging;

/// <summary>Where one call stands on its ladder, how much further it may climb, and where it may go from there. Decides; does nothing.</summary>
internal sealed class Climb
{
    private readonly Ladder? _ladder;
    private readonly List<Choice> _steps = [];
    private readonly List<Choice> _others = [];
    private readonly HashSet<Choice> _gone = new(ReferenceEqualityComparer.Instance);
    private int _from;
    private int _at;
    private int _taken;

    /// <param name="choices">The targets that can be tried at all: the ladder's steps and the fallbacks.</param>
    public Climb(Ladder? ladder, IReadOnlyList<Choice> choices)
    {
        _steps.AddRange(ladder is null ? [] : ladder.Steps.Select(step => choices.FirstOrDefault(choice => choice.Target == step)).OfType<Choice>());
        _others.AddRange(choices.Where(choice => !_steps.Contains(choice)));

        // Of a ladder whose first step cannot be tried the call begins at the next; of one that has no other step nothing is left.
        _ladder = _steps.Count > 1 ? ladder : null;
    }

    /// <summary>What a failure makes a call climb for; nothing for one that another model would fail with as well, and for a limit, which is climbed past in the queue.</summary>
    public static EscalateOn Trigger(SignalKind kind) => kind switch
    {
        SignalKind.Faulted or SignalKind.Unreachable or SignalKind.Broken => EscalateOn.Error,
        SignalKind.Overloaded => EscalateOn.Overloaded,
        SignalKind.TimedOut => EscalateOn.Timeout,
        _ => EscalateOn.None,
    };

    /// <summary>Whether the failure is of a limit.</summary>
    public static bool IsLimit(SignalKind kind) => kind is SignalKind.RateLimited or SignalKind.Accelerating or SignalKind.TooLarge or SignalKind.Exhausted;

    /// <summary>Whether there is a step above that the call may still take.</summary>
    public bool HasNext => _ladder is not null && _taken < _ladder.Most && _at + 1 < _steps.Count;

    /// <summary>What an answer is to be judged by; nothing where no better one is to be had.</summary>
    public EscalateOn JudgedBy(bool stream) => HasNext && (!stream || _ladder!.HoldsStreams) ? _ladder!.On & EscalateOn.Judged : EscalateOn.None;

    /// <summary>Whether it is a step above the one that the call stands on.</summary>
    public bool IsAbove(Choice choice) => _steps.IndexOf(choice) > _at;

    public bool ClimbsFor(EscalateOn trigger) => HasNext && trigger != EscalateOn.None && _ladder!.On.HasFlag(trigger);

    /// <summary>
    /// Where the call may go now, in order: the step that it stands on, those above that it may take instead of waiting, the fallbacks, and the steps that
    /// it has passed for want of an answer, which may be well again by then.
    /// </summary>
    public IReadOnlyList<Choice> Choices =>
        [.. (_steps.Count == 0 ? _others : [_steps[_at], .. Spill, .. _others, .. _steps[_from.._at]]).Where(choice => !_gone.Contains(choice))];

    /// <summary>Never there again.</summary>
    public void GiveUp(Choice choice) => _gone.Add(choice);

    /// <summary>Whether the plan has another target for the call beside the one that failed. What it may only climb to instead of waiting counts where it would have to wait.</summary>
    public bool HasOther(Ticket ticket, Choice failed, SignalKind kind) =>
        ticket.Choices.Any(choice => choice != failed && (IsLimit(kind) || !IsAbove(choice)));

    /// <summary>Takes the next step.</summary>
    /// <param name="answered">Whether the steps so far have answered, and are not to be asked again.</param>
    public void Up(bool answered)
    {
        (_at, _taken) = (_at + 1, _taken + 1);
        _from = answered ? _at : _from;
    }

    /// <summary>The call was let in somewhere.</summary>
    /// <returns>Whether that is a step above, so that it has climbed.</returns>
    public bool Took(Choice choice)
    {
        var step = _steps.IndexOf(choice);
        if (step <= _at || _ladder is null)
        {
            return false;
        }

        _taken += step - _at;
        _at = step;
        return true;
    }

    private IEnumerable<Choice> Spill =>
        HasNext && _ladder!.On.HasFlag(EscalateOn.RateLimit) ? _steps.Skip(_at + 1).Take(_ladder.Most - _taken) : [];
}

using RelayPlane.Admission.Budgets;
using RelayPlane.Dialects;
using RelayPlane.Routing;

namespace RelayPlane.Admission;

/// <summary>A planned call that asks to be sent. Alarms, limits on size and budgets look at it in turn: each lets it by, changes it, sends it elsewhere, or refuses it.</summary>
/// <param name="Call">The call; a clamped one asks for less than the client did.</param>
/// <param name="Who">Who it is counted for.</param>
/// <param name="Plan">Where it would go.</param>
/// <param name="Elsewhere">Plans it for another model, named as in a config.</param>
internal sealed record Asking(Call Call, Attribution Who, Plan Plan, Func<string, OrRefusal<Plan>> Elsewhere)
{
    private InputClasses? _classes;

    /// <summary>What the tokens of its prompt may be counted as. Found out once, and only where somebody asks: it takes a look at all of it.</summary>
    public InputClasses Classes => _classes ??= InputClasses.Of(Call.Body.Span);

    /// <summary>What the reply tells of it, as headers; the last of a name counts.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Says { get; init; } = [];

    /// <summary>What is set aside for it; settled when it has ended.</summary>
    public Hold Hold { get; init; } = Hold.None;

    /// <summary>Adds a header to the reply.</summary>
    public Asking Saying(string name, string value) => this with { Says = [.. Says, new(name, value)] };
}

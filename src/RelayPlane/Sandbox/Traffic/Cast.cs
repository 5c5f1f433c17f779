namespace RelayPlane.Sandbox.Traffic;

/// <summary>Who makes a call: an agent, the one that called it, and the session they share.</summary>
/// <param name="Parent">Null for one that a person talks to.</param>
/// <param name="Brief">What its calls begin with, long enough to be worth a prompt cache; empty for none.</param>
internal sealed record Part(string Agent, string? Parent, string Session, string Brief);

/// <summary>Hands out parts as a team has them: a coding agent with two sub-agents, a bot for support, a job that sums up. Seeded.</summary>
internal sealed class Cast(Random random)
{
    /// <summary>About how many calls a session has before the next begins.</summary>
    private const int CallsOfASession = 24;

    private readonly string _coding = Brief("You plan a change, hand its parts to others, and read what they bring.");
    private readonly string _review = Brief("You read a change as somebody who has to live with it.");
    private int _session;

    public Part Next()
    {
        _session += random.Next(CallsOfASession) == 0 ? 1 : 0;
        return random.Next(10) switch
        {
            < 3 => new("planner", null, $"fix-checkout-{_session}", _coding),
            < 5 => new("coder", "planner", $"fix-checkout-{_session}", _coding),
            < 6 => new("reviewer", "planner", $"fix-checkout-{_session}", _review),
            < 9 => new("support-bot", null, $"ticket-{4100 + (_session * 3) + random.Next(3)}", ""),
            _ => new("nightly-summary", null, "nightly", ""),
        };
    }

    private static string Brief(string first) => first + string.Concat(Enumerable.Range(1, 260).Select(line => $" Rule {line}: keep what is there, name what you change, and say why in one line."));
}

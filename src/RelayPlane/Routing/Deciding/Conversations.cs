using System.Globalization;
using RelayPlane.Dialects.Looking;

namespace RelayPlane.Routing.Deciding;

/// <summary>Under which name a conversation is remembered: that of its session and agent where the client says them, else what it begins with.</summary>
internal static class Conversations
{
    /// <summary>Before the name of a conversation as it would be if routing acted.</summary>
    private const string Supposed = "~";

    public static string KeyOf(CallerNames caller, PromptShape shape) =>
        caller.Session is { Length: > 0 } session ? $"{session}/{caller.Agent}" : shape.Print.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Whether this is the first call of a conversation that no session names: others that began alike were others.</summary>
    public static bool Begins(CallerNames caller, PromptShape shape) => caller.Session is null or "" && shape is { UserTurns: 1, MidTask: false, Messages: 1 or 2 };

    /// <summary>Where routing only observes, what would have become of a conversation is remembered beside what did.</summary>
    public static string SupposedKeyOf(CallerNames caller, PromptShape shape) => Supposed + KeyOf(caller, shape);
}

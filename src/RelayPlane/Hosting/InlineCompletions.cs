namespace RelayPlane.Hosting;

/// <summary>
/// Lets what a socket has read be handled on the thread that read it, in both directions. It is the largest saving there is per call (a hop
/// between threads costs more than our own work), and it holds only while nothing on the road blocks. See decision 5.
/// </summary>
internal static class InlineCompletions
{
    private const string Variable = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>Whether they are on; the operator can say no by setting the runtime's own variable to 0.</summary>
    public static bool AreOn => AppContext.TryGetSwitch(Variable, out var on) && on;

    /// <summary>Turns them on. The runtime reads its variable when it opens its first socket, so this comes before.</summary>
    public static void TurnOn(Func<string, string?> environment, Action<string, string> set)
    {
        if (environment(Variable) is null)
        {
            set(Variable, "1");
        }

        AppContext.SetSwitch(Variable, environment(Variable) is "1" or "true");
    }
}

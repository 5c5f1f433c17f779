using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Responses;

/// <summary>What <c>reasoning.effort</c> calls the efforts.</summary>
internal static class EffortNames
{
    private static readonly string[] s_names = ["none", "minimal", "low", "medium", "high", "xhigh", "max"];

    public static string Of(Effort effort) => s_names[(int)effort];

    public static Effort? Read(string name) => Array.IndexOf(s_names, name) is >= 0 and var at ? (Effort)at : null;

    /// <summary>The effort that a model knows and that is nearest; of two as near, the lower one. All are known where the catalog names none.</summary>
    /// <param name="known">Names, least first.</param>
    /// <param name="off">Whether not to think at all can be asked for.</param>
    public static string Nearest(Effort wanted, IReadOnlyList<string> known, bool off)
    {
        string? best = null;
        var distance = int.MaxValue;
        foreach (var name in known)
        {
            if (Read(name) is { } effort && (off || effort != Effort.None) && Math.Abs(effort - wanted) < distance)
            {
                (best, distance) = (name, Math.Abs(effort - wanted));
            }
        }

        return best ?? Of(wanted == Effort.None && !off ? Effort.Low : wanted);
    }
}

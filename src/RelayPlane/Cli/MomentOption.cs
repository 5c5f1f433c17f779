using System.CommandLine;
using RelayPlane.Ledger;

namespace RelayPlane.Cli;

/// <summary>An option that takes a moment: so long ago, or a date.</summary>
internal static class MomentOption
{
    /// <param name="usual">Null where nothing is usual.</param>
    public static Option<string?> Of(string name, string description, string? usual, TimeProvider clock)
    {
        Option<string?> option = new(name) { Description = description };
        if (usual is not null)
        {
            option.DefaultValueFactory = _ => usual;
        }

        option.Validators.Add(result =>
        {
            if (result.GetValue(option) is { } text && !SinceText.TryParse(text, clock.GetUtcNow(), clock.LocalTimeZone, out _))
            {
                result.AddError($"{name} takes 30m, 24h, 7d, 4w or a date like 2026-11-01, not '{text}'.");
            }
        });
        return option;
    }
}

using System.CommandLine;
using System.Globalization;
using RelayPlane.Catalog;
using RelayPlane.Config;

namespace RelayPlane.Cli;

/// <summary><c>relayplane pricing show MODEL</c>: all that is known of a model's price, and from where.</summary>
internal static class PricingShow
{
    private const int NearNames = 3;

    public static Command Create(TimeProvider clock, Func<string, string?> environment)
    {
        Argument<string> model = new("MODEL") { Description = "A model's name, alone or as provider/model" };
        Option<string> provider = new("--provider") { Description = "Whose model it is, where the name does not tell" };
        Option<string> at = new("--at") { Description = "A moment in UTC, such as 2026-03-12 or 2026-09-15T03:00Z; now where not given" };
        at.Validators.Add(result =>
        {
            if (!TryTime(result.Tokens is [var token, ..] ? token.Value : null, out _))
            {
                result.AddError("--at takes a date or time such as 2026-03-12 or 2026-09-15T03:00Z.");
            }
        });
        Option<bool> asJson = new("--json") { Description = "Print JSON for a program" };
        var command = new Command("show", "Show what a model costs, since when, and by which source.") { model, provider, at, asJson };
        command.SetAction(parsed =>
        {
            var here = PricesHere.Find(environment);
            var time = TryTime(parsed.GetValue(at), out var asked) ? asked : clock.GetUtcNow();
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            if (Find(here, parsed.GetValue(model)!, parsed.GetValue(provider)) is not { } found)
            {
                error.WriteLine($"No price is known for {parsed.GetValue(model)}. {Near(here, parsed.GetValue(model)!)}A price of your own: models.NAME.price in the config.");
                return ExitCodes.Failed;
            }

            output.WriteLine(parsed.GetValue(asJson) ? PricingJson.Write(found, time, here.Table) : PricingText.Write(found, time, here.Table));
            if (!parsed.GetValue(asJson) && here.Problem is { } problem)
            {
                error.WriteLine(problem);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static bool TryTime(string? text, out DateTimeOffset time) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);

    /// <summary>By the provider that is named, else by the one that the name's beginning tells, else by the first that knows it.</summary>
    private static PricedModel? Find(PricesHere here, string model, string? provider)
    {
        if (provider is not null)
        {
            return here.Book.Find(provider, model);
        }

        var slash = model.IndexOf('/', StringComparison.Ordinal);
        return (slash > 0 ? here.Book.Find(model[..slash], model[(slash + 1)..]) : null)
            ?? (ModelPrefixes.ProviderOf(model) is { } usual ? here.Book.Find(usual, model) : null)
            ?? here.Table.Providers.Select(id => here.Book.Find(id, model)).FirstOrDefault(found => found is not null);
    }

    private static string Near(PricesHere here, string model)
    {
        var names = here.Table.Providers.SelectMany(id => here.Table.Find(id)!.Models.Select(row => row.Id)).Distinct()
            .OrderBy(name => Nearest.Distance(name.ToUpperInvariant(), model.ToUpperInvariant())).Take(NearNames);
        return $"The nearest are {string.Join(", ", names)}. ";
    }
}

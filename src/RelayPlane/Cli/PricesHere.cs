using System.Globalization;
using RelayPlane.Catalog;
using RelayPlane.Config;
using RelayPlane.Hosting;

namespace RelayPlane.Cli;

/// <summary>The prices as a gateway on this machine would use them, without one: the config's, the downloaded table, and what is built in.</summary>
/// <param name="Book">All of them.</param>
/// <param name="Path">Where the downloaded table is, or would be.</param>
/// <param name="Own">What the config says.</param>
/// <param name="Problem">Why the config or the downloaded table could not be used; null where both could.</param>
internal sealed record PricesHere(PriceBook Book, string Path, OwnPrices Own, string? Problem)
{
    /// <summary>Prices change a few times a year for most models; a table that is older is worth a look.</summary>
    public static readonly TimeSpan Old = TimeSpan.FromDays(60);

    /// <summary>The table that is in force: the downloaded one, else what is built in.</summary>
    public PriceTable Table => Book.Downloaded ?? Book.Table;

    public static PricesHere Find(Func<string, string?> environment)
    {
        var home = Home.Find(environment);
        var load = ConfigFile.Load(home.ConfigPath);
        var own = load.Problems.Count == 0 ? ToldPrices.Of(load.Config, ProviderSet.From(load.Config, environment).Providers) : OwnPrices.None;
        var path = load.Config.Pricing?.File is { } file ? Home.Absolute(file, environment) : home.PricesPath;
        var book = new PriceBook();
        book.Use(own);
        book.Use(PriceFile.Read(path, out var problem));
        return new PricesHere(
            book,
            path,
            own,
            load.Problems.Count > 0 ? $"{home.ConfigPath} has problems, so its prices are left out. See: relayplane config check"
            : problem is null ? null : $"{path} cannot be used: {problem}");
    }

    /// <summary>How old a table is by the date that its text begins with; null where it says none.</summary>
    public static int? DaysOld(PriceTable table, DateTimeOffset now) =>
        table.Date is { Length: >= 10 } text && DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? DateOnly.FromDateTime(now.UtcDateTime).DayNumber - date.DayNumber
            : null;
}

using RelayPlane.Ledger;
using RelayPlane.Ledger.Deliveries;
using Xunit;
using static RelayPlane.Tests.Ledger.LedgerFixture;

namespace RelayPlane.Tests.Ledger;

public sealed class LedgerSnapshotTests : IDisposable
{
    private static readonly DateTimeOffset s_since = Entries.Noon.AddHours(-1);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Figures_side_by_side_are_of_one_moment_while_calls_are_written()
    {
        await WriteAsync(_folder.Database, [Entries.Call("first", Entries.Priced(Entries.Attempt("gpt-5")))]);
        using LedgerSnapshot ledger = new(_folder.Database);
        var before = ledger.Total(s_since, null).Total.Requests;

        await WriteAsync(_folder.Database, [Entries.Call("second", Entries.Priced(Entries.Attempt("gpt-5")))]);

        Assert.Equal((1, 1, 1), (before, ledger.Total(s_since.AddDays(-30), null).Total.Requests, ledger.Delivered(s_since, null)[DeliverySum.Requests]));
        using LedgerSnapshot later = new(_folder.Database);
        Assert.Equal((2, 2), (later.Total(s_since, null).Total.Requests, later.Delivered(s_since, null)[DeliverySum.Requests]));
    }

    [Fact]
    public void Without_a_database_all_is_nothing()
    {
        using LedgerSnapshot ledger = new(_folder.Database);

        Assert.Equal((0, 0), (ledger.Total(s_since, null).Total.Requests, ledger.Delivered(s_since, null)[DeliverySum.Requests]));
        Assert.Equal(default, ledger.Bounds());
    }
}

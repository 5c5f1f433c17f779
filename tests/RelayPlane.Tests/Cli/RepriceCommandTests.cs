using Microsoft.Extensions.Time.Testing;
using RelayPlane.Catalog;
using RelayPlane.Cli;
using RelayPlane.Tests.Ledger;
using Xunit;

namespace RelayPlane.Tests.Cli;

public sealed class RepriceCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly CliRun _cli = new();
    private readonly FakeTimeProvider _clock = new(Entries.Noon.AddMinutes(1));

    public void Dispose()
    {
        _folder.Dispose();
        _cli.Dispose();
    }

    [Fact]
    public async Task It_says_how_many_changed_and_the_sums_before_and_after()
    {
        await LedgerFixture.WriteAsync(_folder.Database, Entries.Call("a", Entries.Attempt()), Entries.Call("b", Entries.Attempt("mystery")));

        Assert.Equal(ExitCodes.Done, Run("--since", "1h", "--dry-run"));
        Assert.StartsWith("1 of 2 priced calls would change.", _cli.Output, StringComparison.Ordinal);
        Assert.Equal(["177"], LedgerFixture.Rows(_folder.Database, "SELECT SUM(cost_nano) FROM runs"));

        Assert.Equal(ExitCodes.Done, Run("--since", "1h"));
        Assert.Equal(
            """
            1 of 2 priced calls changed.
            Before  $0.00000018 and 1 unpriced
            Now     $0.00036 and 1 unpriced

            """,
            _cli.Output, ignoreLineEndingDifferences: true);
        Assert.Equal(ExitCodes.Done, Run("--since", "1h"));
        Assert.StartsWith("0 of 2", _cli.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Before_the_first_call_there_is_nothing_to_price()
    {
        Assert.Equal((ExitCodes.Done, "No calls yet."), (Run("--since", "1h"), _cli.Output.TrimEnd()));
        Assert.False(File.Exists(_folder.Database));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("newer")]
    public async Task A_file_that_cannot_be_priced_is_one_line_and_exit_1(string what)
    {
        await LedgerFixture.WriteAsync(_folder.Database, Entries.Call("a", Entries.Attempt()));
        if (what == "newer")
        {
            LedgerFixture.Execute(_folder.Database, "PRAGMA user_version = 99");
        }
        else
        {
            await File.WriteAllTextAsync(_folder.Database, new string('x', 8192), TestContext.Current.CancellationToken);
        }

        Assert.Equal(ExitCodes.Failed, Run("--since", "1h"));
        Assert.StartsWith("Cannot reprice", _cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("--since", "soon")]
    public void Bad_usage_is_told_before_anything_is_read(params string[] args) => Assert.NotEmpty(Verb().Parse(args).Errors);

    private int Run(params string[] args) => _cli.Run(Verb(), args);

    private System.CommandLine.Command Verb() => RepriceCommand.Create(() => _folder.Database, () => new PriceBook(PriceTable.Embedded()), _clock);
}

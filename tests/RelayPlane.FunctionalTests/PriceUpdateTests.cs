using System.CommandLine;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using RelayPlane.Cli;
using Xunit;

namespace RelayPlane.FunctionalTests;

/// <summary><c>pricing update --url</c> against servers that behave well and badly: only a whole and believable table takes the old one's place.</summary>
public sealed class PriceUpdateTests : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("relayplane-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Table => Path.Combine(_home.FullName, "prices.json");

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public async Task A_table_is_taken_and_the_one_before_is_kept()
    {
        await UpdatedAsync(Genai(1));
        var before = await File.ReadAllTextAsync(Table, Cancel);

        var (exit, output, _) = await UpdatedAsync(Genai(2));

        Assert.Equal(0, exit);
        Assert.Contains("p0/m input $1 → $2", output, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(Path.Combine(_home.FullName, "prices.previous.json"), Cancel));
        Assert.Equal(2, _home.GetFiles("prices*").Length);
    }

    [Fact]
    public async Task A_redirect_is_followed()
    {
        await using var target = RawProvider.Json(Genai(1));
        await using var server = RawProvider.Json("", 302, $"location: {target.Address}/data.json\r\n");

        Assert.Equal(0, (await RunAsync(server)).Exit);
        Assert.True(File.Exists(Table));
    }

    [Theory]
    [InlineData(500, "", "127.0.0.1 answered 500")]
    [InlineData(200, "<html>", "")]
    [InlineData(200, "{}", "")]
    [InlineData(200, """{ "schema": 2, "providers": [] }""", "schema 1")]
    [InlineData(200, "TENFOLD", "--force")]
    public async Task What_is_no_believable_table_leaves_the_old_one(int status, string body, string reason)
    {
        await UpdatedAsync(Genai(1));
        var before = await File.ReadAllTextAsync(Table, Cancel);

        var (exit, _, errors) = await UpdatedAsync(body == "TENFOLD" ? Genai(10) : body, status);

        Assert.Equal(1, exit);
        Assert.StartsWith("The prices stay as they are", errors, StringComparison.Ordinal);
        Assert.Contains(reason, errors, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(Table, Cancel));
    }

    [Fact]
    public async Task A_reply_that_is_cut_leaves_the_old_one()
    {
        await UpdatedAsync(Genai(1));
        var before = await File.ReadAllTextAsync(Table, Cancel);
        var whole = Encoding.UTF8.GetBytes(Genai(2));
        await using var server = new RawProvider(async (_, stream, cancel) =>
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes($"HTTP/1.1 200 OK\r\ncontent-length: {whole.Length.ToString(CultureInfo.InvariantCulture)}\r\n\r\n"), cancel);
            await stream.WriteAsync(whole.AsMemory(0, whole.Length / 2), cancel);
            stream.Socket.Shutdown(SocketShutdown.Send);
        });

        Assert.Equal(1, (await RunAsync(server)).Exit);
        Assert.Equal(before, await File.ReadAllTextAsync(Table, Cancel));
    }

    [Fact]
    public async Task A_leap_is_taken_when_it_is_forced()
    {
        await UpdatedAsync(Genai(1));

        Assert.Equal(0, (await UpdatedAsync(Genai(10), 200, "--force")).Exit);
    }

    private static string Genai(int input) => "[" + string.Join(",", Enumerable.Range(0, 40).Select(number => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{ "id": "p{{number}}", "models": [ { "id": "m", "match": { "equals": "m" }, "prices": { "input_mtok": {{input}}, "output_mtok": 1 } } ] }"""))) + "]";

    private async Task<(int Exit, string Output, string Errors)> UpdatedAsync(string body, int status = 200, params string[] options)
    {
        await using var server = RawProvider.Json(body, status);
        return await RunAsync(server, options);
    }

    private async Task<(int Exit, string Output, string Errors)> RunAsync(RawProvider server, params string[] options)
    {
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        var verb = PricingCommand.Create(TimeProvider.System, environment: name => name == "RELAYPLANE_HOME" ? _home.FullName : null);
        var exit = await verb.Parse(["update", "--url", $"{server.Address}/data.json", .. options])
            .InvokeAsync(new InvocationConfiguration { Output = output, Error = errors }, Cancel);
        return (exit, output.ToString(), errors.ToString());
    }
}

using RelayPlane.Benchmarks;
using RelayPlane.Benchmarks.LedgerLoad;
using RelayPlane.Benchmarks.Pacing;
using RelayPlane.Benchmarks.PageLoad;
using RelayPlane.Benchmarks.Routing;

return args switch
{
    ["road", .. var rest] => await Road.RunAsync(rest),
    ["pacing", .. var rest] => await PacingBench.RunAsync(rest),
    ["translate", .. var rest] => await Translate.RunAsync(rest),
    ["journal"] => JournalBench.Run(),
    ["ledger", .. var rest] => await LedgerBench.RunAsync(rest),
    ["page", .. var rest] => await PageBench.RunAsync(rest),
    ["routing", .. var rest] => RoutingBench.Run(rest),
    ["decision"] => await Decision.RunAsync(),
    ["upstream", var port] => await FixedUpstream.RunAsync(int.Parse(port)),
    _ => Unknown(),
};

static int Unknown()
{
    Console.Error.WriteLine("benchmarks: road, translate, pacing, decision, journal, ledger, page, routing (./bench road --help, ./bench pacing --help)");
    return 2;
}

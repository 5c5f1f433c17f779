using RelayPlane.Benchmarks;

return args switch
{
    ["road", .. var rest] => await Road.RunAsync(rest),
    ["upstream", var port] => await FixedUpstream.RunAsync(int.Parse(port)),
    _ => Unknown(),
};

static int Unknown()
{
    Console.Error.WriteLine("benchmarks: road (./bench road --help)");
    return 2;
}

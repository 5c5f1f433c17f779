using System.Globalization;
using RelayPlane.Routing.Scoring;
using RelayPlane.Routing.Training;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var names = new Dictionary<uint, string>();
var train = DataSet.Read(Path.Combine(args[1], "train.jsonl"), names);
var val = DataSet.Read(Path.Combine(args[1], "val.jsonl"), names);
var clean = NearCopies.Without(val, train);
Console.WriteLine($"{train.Count} prompts, {val.Count} kept aside, {clean.Count} without near copies");
var trials = new Trials(train, val, clean);
if (args[0] == "signs")
{
    var means = train.GroupBy(p => p.Kind).ToDictionary(g => g.Key, g => g.Average(p => p.SoftGain));
    double[] centred = [.. train.Select(p => p.SoftGain - means[p.Kind])];
    for (var f = 0; f < HandFeatures.Count; f++)
    {
        byte[] column = [.. train.Select(p => p.Features[f])];
        var name = f <= (int)Feature.Turns ? ((Feature)f).ToString() : ((WordKind)(f - (int)Feature.Turns - 1)).ToString();
        Console.WriteLine($"{name,-18}" + string.Concat(Trials.Sources.Select(s => $"{Stability.T([.. train.Index().Where(p => p.Item.Source == s).Select(p => p.Index)], column, centred),8:0.0}")) + $"   mean {column.Average(b => (double)b):0.0}");
    }
    return 0;
}
Experiments.Run(trials);
return 0;

using System.Globalization;
using RelayPlane.Routing.Training;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is not [var verb, var folder, var root, ..])
{
    Console.Error.WriteLine("usage: train | report | try, DATA, REPOSITORY (eng/train-routing.sh gives them)");
    return 2;
}

var names = new Dictionary<uint, string>();
var train = DataSet.Read(Path.Combine(folder, "train.jsonl"), names);
var val = DataSet.Read(Path.Combine(folder, "val.jsonl"), names);
switch (verb)
{
    case "train":
        Training.Run(train, names, folder, root);
        return 0;
    case "report":
        LeftOut.Run(train, val, names, root);
        return 0;
    case "try":
        Trials.Run(train, val, args.Length > 3 ? args[3] : "");
        return 0;
    default:
        return 2;
}

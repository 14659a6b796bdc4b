using MutualAid.Bench;

return args switch
{
    ["list" or "--help"] => await MeasurementTable.ListAsync(Console.Out),
    [var name, .. var rest] when MeasurementTable.Find(name) is { } measurement && rest.Length < 2 =>
        await MeasurementTable.RunAsync(measurement, rest.FirstOrDefault(), Console.Out),
    _ => await MeasurementTable.RefuseAsync(args, Console.Error),
};

using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Desk.Import;
using MutualAid.Core.Needs;

namespace MutualAid.Bench;

/// <summary>
/// <c>./measure import [DIR]</c>: how long 22,208 requests take to come in, and how much memory. Beside it, in the same run, the file only
/// read and mapped, and the same file brought in again. DIR holds requests_anonymized.csv; without it a file of the same shape is made.
/// </summary>
public static class ImportMeasurement
{
    public const int Rows = 22_208;
    public const double MaxSeconds = 20;
    public const double MaxMegabytes = 300;

    private const int Seed = 2_020;
    private const string SharedFile = "requests_anonymized.csv";

    /// <summary>Runs on an empty, prepared or unprepared database. True when every target is met.</summary>
    public static async Task<bool> RunAsync(string connectionString, string repository, string? directory, TextWriter output, CancellationToken ct = default)
    {
        var path = Path.Combine(directory ?? Path.Combine(repository, "..", "shared", "data", "ppe-requests"), SharedFile);
        var made = !File.Exists(path);
        if (made)
        {
            path = Path.Combine(Path.GetTempPath(), $"requests-{Guid.NewGuid():N}.csv");
            await MakeAsync(path, ct);
        }

        var keys = Directory.CreateTempSubdirectory("keys-").FullName;
        try
        {
            await using var services = new ServiceCollection().AddLogging().AddMutualAidCore(connectionString, keys).BuildServiceProvider();
            await using (var scope = services.CreateAsyncScope())
            {
                await scope.ServiceProvider.GetRequiredService<DatabaseSetup>().PrepareAsync(ct);
            }

            await output.WriteLineAsync(made ? $"Made file, seed {Seed}, {Rows} rows." : $"{SharedFile}, {new FileInfo(path).Length / 1024} KB.");
            var mapping = await MappingAsync(repository, ct);
            await ReadAsync(path, mapping, ct); // Once to warm up, or the compiler would be measured.
            var read = await TimeAsync(() => ReadAsync(path, mapping, ct));
            var (first, firstTime) = await ImportAsync(services, path, mapping, ct);
            var peak = Process.GetCurrentProcess().PeakWorkingSet64 / 1_048_576.0;
            var (again, againTime) = await ImportAsync(services, path, mapping, ct);

            await Row(output, "", "rows", "seconds", "rows/s");
            await Row(output, "read and mapped only", Number(first.Rows), Number(read), Number(first.Rows / read));
            await Row(output, "brought in", Number(first.Added), Number(firstTime), Number(first.Rows / firstTime));
            await Row(output, "brought in again", Number(again.Added), Number(againTime), Number(again.Rows / againTime));
            await output.WriteLineAsync($"peak memory of the process {Number(peak)} MB; brought in / read only = {Number(firstTime / read)}");

            return new[]
            {
                await TargetAsync(output, $"{Rows} rows accepted or left out", first.Rows == Rows && first.Accepted + first.Rejected == Rows),
                await TargetAsync(output, $"under {MaxSeconds} s", firstTime < MaxSeconds),
                await TargetAsync(output, $"under {MaxMegabytes} MB", peak < MaxMegabytes),
                await TargetAsync(output, "again adds nothing", again.Added == 0 && again.Accepted == first.Accepted),
            }.All(met => met);
        }
        finally
        {
            Directory.Delete(keys, recursive: true);
            if (made)
            {
                File.Delete(path);
            }
        }
    }

    private static async Task<ImportMapping> MappingAsync(string repository, CancellationToken ct)
    {
        await using var file = File.OpenRead(Path.Combine(repository, "examples", "import", "ppe-requests.json"));
        return (await MappingFile.ReadAsync(file, HelpKindCatalogue.All.Select(kind => kind.Id).ToHashSet(), ct)).Value;
    }

    private static async Task ReadAsync(string path, ImportMapping mapping, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        using var csv = new CsvRows(file);
        RowMapper? mapper = null;
        await foreach (var row in csv.ReadAsync(ct))
        {
            if (mapper is null)
            {
                mapper = RowMapper.For(mapping, row, DateTimeOffset.UtcNow).Value;
            }
            else
            {
                mapper.Map(row);
            }
        }
    }

    private static async Task<(ImportReport Report, double Seconds)> ImportAsync(ServiceProvider services, string path, ImportMapping mapping, CancellationToken ct)
    {
        ImportReport report = null!;
        var seconds = await TimeAsync(async () =>
        {
            await using var scope = services.CreateAsyncScope();
            await using var file = File.OpenRead(path);
            report = (await scope.ServiceProvider.GetRequiredService<NeedImport>().RunAsync(Actor.Operator, file, mapping, new ImportOptions(), ct)).Value;
        });
        return (report, seconds);
    }

    // The shape of the real file: a list of up to nine things in quotes, an instant with fractions, a facility, a state and a county.
    private static async Task MakeAsync(string path, CancellationToken ct)
    {
        string[] things =
        [
            "N95 Respirators", "Face Shields", "Disinfecting Wipes", "Surgical Masks", "Gowns", "Hand Sanitizer", "Nitrile Gloves", "Thermometers", "Cloth Masks",
        ];
        var random = new Random(Seed);
        await using var file = new StreamWriter(path);
        await file.WriteAsync("ppe_types_requested,datecreated,facility_type,stateprovince,county\n");
        for (var i = 0; i < Rows; i++)
        {
            var list = string.Join(", ", things.OrderBy(_ => random.Next()).Take(1 + random.Next(things.Length)));
            var at = new DateTime(2020, 3, 19, 0, 0, 0, DateTimeKind.Utc).AddSeconds(random.Next(20_000_000)).ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
            await file.WriteAsync($"\"{list}\",{at}+00:00,{(i % 2 == 0 ? "Other" : "")},S{random.Next(60)},County {random.Next(1_000)}\n".AsMemory(), ct);
        }
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalSeconds;
    }

    private static async Task<bool> TargetAsync(TextWriter output, string target, bool met)
    {
        await output.WriteLineAsync($"{(met ? "met " : "MISS")}  {target}");
        return met;
    }

    private static Task Row(TextWriter output, params string[] cells) =>
        output.WriteLineAsync($"{cells[0],-24}{cells[1],12}{cells[2],12}{cells[3],12}");

    private static string Number(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);
}

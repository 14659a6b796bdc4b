using System.Globalization;
using System.IO.Compression;
using MutualAid.Core.Matching.Planning;

namespace MutualAid.Bench.Instances;

/// <summary>A problem somebody else published, with the cost of its best solution.</summary>
public sealed record PublishedInstance(string Name, FlowNetwork Network, long Best)
{
    /// <summary>
    /// Reads every instance of a folder laid out like shared/data/assignment: <c>flow/*.min</c> (DIMACS) with <c>.sol</c> beside it,
    /// and <c>orlib/*.txt[.gz]</c> (OR-Library) with <c>orlib/optima.txt</c>.
    /// </summary>
    public static IEnumerable<PublishedInstance> ReadAll(string folder)
    {
        var flow = Path.Combine(folder, "flow");
        foreach (var path in Files(flow, "*.min"))
        {
            using var reader = Open(path);
            yield return new PublishedInstance(Path.GetFileNameWithoutExtension(path), DimacsReader.Read(reader), ReadSolution(Path.ChangeExtension(path, ".sol")));
        }

        var orlib = Path.Combine(folder, "orlib");
        var optima = File.Exists(Path.Combine(orlib, "optima.txt")) ? ReadOptima(Path.Combine(orlib, "optima.txt")) : [];
        foreach (var path in Files(orlib, "assign*"))
        {
            var name = Path.GetFileName(path).Split('.')[0];
            if (optima.TryGetValue(name, out var best))
            {
                using var reader = Open(path);
                yield return new PublishedInstance(name, OrLibraryReader.Read(reader), best);
            }
        }
    }

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.Exists(folder) ? Directory.GetFiles(folder, pattern).Order(StringComparer.Ordinal) : [];

    private static StreamReader Open(string path)
    {
        var file = File.OpenRead(path);
        return new StreamReader(path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
    }

    private static long ReadSolution(string path) =>
        long.Parse(File.ReadLines(path).First(line => line.StartsWith("s ", StringComparison.Ordinal))[2..], CultureInfo.InvariantCulture);

    private static Dictionary<string, long> ReadOptima(string path) =>
        File.ReadLines(path)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length == 2 && long.TryParse(words[1], out _))
            .ToDictionary(words => words[0], words => long.Parse(words[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);
}

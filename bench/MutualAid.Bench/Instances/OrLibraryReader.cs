using System.Globalization;
using MutualAid.Core.Matching.Planning;

namespace MutualAid.Bench.Instances;

/// <summary>The OR-Library's assignment files: n, then n × n costs (dense) or rows of "i j cost" (sparse), told apart by how many numbers follow.</summary>
public static class OrLibraryReader
{
    public static FlowNetwork Read(TextReader reader)
    {
        var numbers = reader.ReadToEnd()
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => int.Parse(word, CultureInfo.InvariantCulture)).ToArray();
        var n = numbers[0];
        var network = new FlowNetwork(2 * n);
        network.Supply[..n].Fill(1);
        network.Supply[n..].Fill(-1);
        if (numbers.Length - 1 == (long)n * n)
        {
            for (var i = 0; i < n * n; i++)
            {
                network.AddArc(i / n, n + (i % n), 1, numbers[i + 1]);
            }
        }
        else
        {
            for (var i = 1; i + 2 < numbers.Length; i += 3)
            {
                network.AddArc(numbers[i] - 1, n + numbers[i + 1] - 1, 1, numbers[i + 2]);
            }
        }

        return network;
    }
}

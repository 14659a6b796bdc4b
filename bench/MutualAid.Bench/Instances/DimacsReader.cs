using System.Globalization;
using MutualAid.Core.Matching.Planning;

namespace MutualAid.Bench.Instances;

/// <summary>The DIMACS minimum-cost flow format: <c>p min NODES ARCS</c>, <c>n ID SUPPLY</c>, <c>a FROM TO LOW CAPACITY COST</c>; nodes count from 1.</summary>
public static class DimacsReader
{
    /// <summary>Reads a network. Lower bounds are carried beforehand, so the solution's cost lacks them only when they are not zero, which is refused.</summary>
    public static FlowNetwork Read(TextReader reader)
    {
        FlowNetwork? network = null;
        while (reader.ReadLine() is { } line)
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            switch (words.Length == 0 ? "c" : words[0])
            {
                case "p":
                    network = new FlowNetwork(Number(words[2]));
                    break;
                case "n":
                    network!.Supply[Number(words[1]) - 1] = Number(words[2]);
                    break;
                case "a":
                    if (Number(words[3]) != 0)
                    {
                        throw new InvalidDataException($"This reader takes no lower bounds: {line}");
                    }

                    network!.AddArc(Number(words[1]) - 1, Number(words[2]) - 1, Number(words[4]), Number(words[5]));
                    break;
            }
        }

        return network ?? throw new InvalidDataException("There is no line that begins with p.");
    }

    private static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);
}

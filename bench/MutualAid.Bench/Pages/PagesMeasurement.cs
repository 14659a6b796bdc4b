using System.Diagnostics;
using MutualAid.Bench.Sites;

namespace MutualAid.Bench.Pages;

/// <summary>
/// <c>./measure pages</c>: every page of the main path in two towns, one with a hundred times the open needs of the other, the two published
/// apps side by side and their pages opened in turns, so that whatever else the machine does falls on both.
/// </summary>
public static class PagesMeasurement
{
    public const int FewNeeds = 1_000;
    public const int ManyNeeds = 100_000;
    public const double Limit = 2;

    private const int WarmUps = 4;
    private const int Rounds = 15;

    public static async Task<bool> RunAsync(Workbench bench, CancellationToken ct)
    {
        var published = await PublishedSite.PublishAsync(bench, ct);
        await using var few = await Side.OpenAsync(bench, published, FewNeeds, ct);
        await using var many = await Side.OpenAsync(bench, published, ManyNeeds, ct);
        var report = new Report("page, median", $"{FewNeeds:N0} needs", $"{ManyNeeds:N0} needs", Limit);
        foreach (var page in few.Pages)
        {
            var times = await InTurnsAsync(few, many, page.Key, ct);
            report.Add(page.Key, Median(times.Few), Median(times.Many));
        }

        await report.PrintAsync(bench.Output);
        return report.Met;
    }

    private static async Task<(double[] Few, double[] Many)> InTurnsAsync(Side few, Side many, string page, CancellationToken ct)
    {
        for (var i = 0; i < WarmUps; i++)
        {
            await few.OpenAsync(page, ct);
            await many.OpenAsync(page, ct);
        }

        var times = (Few: new double[Rounds], Many: new double[Rounds]);
        for (var i = 0; i < Rounds; i++)
        {
            times.Few[i] = await few.OpenAsync(page, ct);
            times.Many[i] = await many.OpenAsync(page, ct);
        }

        return times;
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

    /// <summary>One town, its site, and the people who open pages there.</summary>
    private sealed class Side : IAsyncDisposable
    {
        private readonly PublishedSite site;
        private readonly Dictionary<string, Visit> people;

        private Side(PublishedSite site, PagesTown town, Dictionary<string, Visit> people)
        {
            (this.site, this.people) = (site, people);
            Pages = MainPath(town).ToDictionary(p => p.Name, p => (people[p.Who], p.Path));
        }

        /// <summary>Every page of the main path: who opens it, and where it is in this town.</summary>
        public IReadOnlyDictionary<string, (Visit Who, string Path)> Pages { get; }

        public static async Task<Side> OpenAsync(Workbench bench, string published, int needs, CancellationToken ct)
        {
            var keys = Path.Combine(bench.Folder, $"keys-{needs}");
            var database = await bench.DatabaseAsync($"town_{needs}", ct);
            var town = await PagesTown.FillAsync(database, keys, needs, ct);
            var site = await PublishedSite.StartAsync(published, database, keys, ct);
            var people = new Dictionary<string, Visit> { [""] = new(site.Address) };
            foreach (var email in new[] { PagesTown.Helper, PagesTown.BusyHelper, PagesTown.Coordinator })
            {
                people[email] = new Visit(site.Address);
                await TownPeople.SignInAsync(people[email], email, ct);
            }

            // Half-way through asking, so that each of its pages has something to show.
            await Asking.WriteAsync(people[""], "Bread", ct);
            return new Side(site, town, people);
        }

        public async Task<double> OpenAsync(string page, CancellationToken ct)
        {
            var (who, path) = Pages[page];
            var started = Stopwatch.GetTimestamp();
            await who.OpenAsync(path, ct);
            return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var visit in people.Values)
            {
                visit.Dispose();
            }

            await site.DisposeAsync();
        }

        private static IEnumerable<(string Name, string Who, string Path)> MainPath(PagesTown town) =>
        [
            ("home", "", "/"),
            ("sign up", "", "/sign-up"),
            ("sign in", "", "/sign-in"),
            ("ask: kind", "", "/needs/post"),
            ("ask: words", "", "/needs/post/words"),
            ("ask: place", "", "/needs/post/place"),
            ("ask: check", "", "/needs/post/check"),
            ("private status page", "", $"/status/{town.StatusKey}"),
            ("my page", PagesTown.Helper, "/me"),
            ("helper profile", PagesTown.Helper, "/me/helping"),
            ("notices", PagesTown.Helper, "/notices"),
            ("board", PagesTown.Helper, "/needs"),
            ("board, map", PagesTown.Helper, "/needs?view=map"),
            ("board, kind and area", PagesTown.Helper, $"/needs?kind=groceries&area={town.AreaId}"),
            ("board, fits me", PagesTown.Helper, "/needs?fitsMe=true"),
            ("need", PagesTown.Helper, $"/needs/{town.OpenNeedId}"),
            ("need, taken", PagesTown.Helper, $"/needs/{town.TakenNeedId}/taken"),
            ("agreed help", PagesTown.BusyHelper, $"/claims/{town.ClaimId}"),
            ("desk", PagesTown.Coordinator, "/desk"),
            ("desk, need opened", PagesTown.Coordinator, $"/desk?need={town.OpenNeedId}"),
            ("desk, helpers", PagesTown.Coordinator, "/desk/helpers"),
        ];
    }
}

using System.Text;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Common;
using MutualAid.Core.Desk.Import;
using MutualAid.Core.Needs;
using MutualAid.TestKit;

namespace MutualAid.Core.Tests.Desk.Import;

/// <summary>Runs imports of texts and files as the command line does: a scope of its own for each.</summary>
internal sealed class ImportBench(TestDatabase database, TimeProvider time) : IAsyncDisposable
{
    private readonly ServiceProvider services = database.Services(time);

    /// <summary>What the last run said about rows that were left out, and about rows to look at again.</summary>
    public List<RowNote> Rejected { get; } = [];

    public List<RowNote> Flagged { get; } = [];

    public Task<Result<ImportReport>> NeedsAsync(string csv, string mapping, bool dryRun = false, Actor? actor = null) =>
        RunAsync<NeedImport>(Text(csv), Text(mapping), dryRun, actor);

    public Task<Result<ImportReport>> OffersAsync(string csv, string mapping) => RunAsync<OfferImport>(Text(csv), Text(mapping), dryRun: false, actor: null);

    /// <summary>A shared file through the mapping that is shipped for it.</summary>
    public async Task<ImportReport> SharedAsync<T>(string file, string mapping)
        where T : RowImport
    {
        await using var csv = File.OpenRead(SharedData.File(file));
        await using var map = File.OpenRead(Path.Combine(SharedData.Repository, "examples", "import", mapping));
        return (await RunAsync<T>(csv, map, dryRun: false, actor: null)).Value;
    }

    public async Task<Result<AreaImportReport>> AreasAsync(Stream file, string name = "name", bool dryRun = false, Actor? actor = null)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AreaImport>().RunAsync(actor ?? Actor.Operator, file, name, dryRun);
    }

    public Task<Result<AreaImportReport>> AreasAsync(string json, string name = "name", bool dryRun = false, Actor? actor = null) =>
        AreasAsync(Text(json), name, dryRun, actor);

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private async Task<Result<ImportReport>> RunAsync<T>(Stream csv, Stream mapping, bool dryRun, Actor? actor)
        where T : RowImport
    {
        Rejected.Clear();
        Flagged.Clear();
        var read = await MappingFile.ReadAsync(mapping, HelpKindCatalogue.All.Select(kind => kind.Id).ToHashSet());
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<T>().RunAsync(
            actor ?? Actor.Operator, csv, read.Value, new ImportOptions { DryRun = dryRun, OnRejected = Rejected.Add, OnFlagged = Flagged.Add });
    }

    private static MemoryStream Text(string text) => new(Encoding.UTF8.GetBytes(text));
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using MutualAid.Core;
using MutualAid.Core.Data;

return;

/// <summary>Lets <c>dotnet ef migrations</c> see the model; it needs no database.</summary>
public sealed class DesignFactory : IDesignTimeDbContextFactory<MutualAidDb>
{
    public MutualAidDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<MutualAidDb>();
        CoreServices.Use(options, "Host=127.0.0.1;Database=design");
        return new MutualAidDb(options.Options);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MutualAid.Core.Needs;

namespace MutualAid.Core.Data.Configurations;

internal sealed class SpokenCodeConfiguration : IEntityTypeConfiguration<SpokenCode>
{
    public void Configure(EntityTypeBuilder<SpokenCode> code)
    {
        code.ToTable("spoken_code");
        code.Property(c => c.Id).ValueGeneratedNever();
        code.Property(c => c.Version).IsRowVersion();
        code.HasOne<Need>().WithMany().HasForeignKey(c => c.NeedId).OnDelete(DeleteBehavior.Cascade);
        code.HasOne<Claim>().WithMany().HasForeignKey(c => c.ClaimId).OnDelete(DeleteBehavior.Cascade);

        // The door asks by the hash alone; one key for each page and one for each slip, so that a new one ends the old.
        code.HasIndex(c => c.Hash).IsUnique().HasDatabaseName(Constraints.SpokenCodeOneEach);
        code.HasIndex(c => c.NeedId).IsUnique().HasFilter("claim_id IS NULL").HasDatabaseName(Constraints.SpokenCodeOfNeed);
        code.HasIndex(c => c.ClaimId).IsUnique().HasDatabaseName(Constraints.SpokenCodeOfClaim);
        code.HasIndex(c => c.ExpiresAt);
    }
}

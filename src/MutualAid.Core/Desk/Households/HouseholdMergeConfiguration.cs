using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MutualAid.Core.Members;

namespace MutualAid.Core.Desk;

internal sealed class HouseholdMergeConfiguration : IEntityTypeConfiguration<HouseholdMerge>
{
    public void Configure(EntityTypeBuilder<HouseholdMerge> merge)
    {
        merge.ToTable("household_merge");
        merge.Property(m => m.Id).ValueGeneratedNever();
        merge.Property(m => m.Version).IsRowVersion();
        merge.Property(m => m.WishesBefore).HasConversion<int>();
        merge.HasOne<Member>().WithMany().HasForeignKey(m => m.KeptId).OnDelete(DeleteBehavior.Cascade);
        merge.HasOne<Member>().WithMany().HasForeignKey(m => m.GoneId).OnDelete(DeleteBehavior.Cascade);
        merge.HasOne<Member>().WithMany().HasForeignKey(m => m.ById).OnDelete(DeleteBehavior.Restrict);
        merge.HasIndex(m => m.GoneId).IsUnique().HasFilter("undone_at IS NULL").HasDatabaseName("household_merged_once");
        merge.HasIndex(m => m.At).HasFilter("undone_at IS NULL").HasDatabaseName("household_merge_recent");
    }
}

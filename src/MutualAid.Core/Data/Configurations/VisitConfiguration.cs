using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Needs.Visits;

namespace MutualAid.Core.Data.Configurations;

internal sealed class VisitConfiguration : IEntityTypeConfiguration<Visit>
{
    public void Configure(EntityTypeBuilder<Visit> visit)
    {
        visit.ToTable("visit", table => table.HasCheckConstraint(Constraints.VisitEndsAfterStart, "planned_until > planned_for"));
        visit.HasKey(v => v.ClaimId);
        visit.Property(v => v.ClaimId).ValueGeneratedNever();
        visit.Property(v => v.Version).IsRowVersion();
        visit.Property(v => v.Leave).HasMaxLength(Visit.LeaveMaxLength);
        visit.HasOne<Claim>().WithOne().HasForeignKey<Visit>(v => v.ClaimId).OnDelete(DeleteBehavior.Cascade);
        visit.HasMany(v => v.Companions).WithOne().HasForeignKey(c => c.ClaimId).OnDelete(DeleteBehavior.Cascade);
        visit.Navigation(v => v.Companions).UsePropertyAccessMode(PropertyAccessMode.Field);
        visit.HasIndex(v => v.NeedId);

        // The alarms look every minute at the few visits that nobody has heard the end of.
        visit.HasIndex(v => v.PlannedUntil).HasFilter("left_at IS NULL AND safe_at IS NULL AND desk_told_at IS NULL").HasDatabaseName("visit_to_hear_of");
    }
}

internal sealed class CompanionConfiguration : IEntityTypeConfiguration<Companion>
{
    public void Configure(EntityTypeBuilder<Companion> companion)
    {
        companion.ToTable("visit_companion");
        companion.Property(c => c.Id).ValueGeneratedNever();
        companion.HasOne<Member>().WithMany().HasForeignKey(c => c.MemberId).OnDelete(DeleteBehavior.Cascade);
        companion.HasIndex(c => new { c.ClaimId, c.Role }).IsUnique().HasFilter("answer <> 'No'").HasDatabaseName(Constraints.CompanionOneEach);
        companion.HasIndex(c => c.MemberId);
    }
}

using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MutualAid.Core.Matching.Weekly;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;

namespace MutualAid.Core.Data.Configurations;

internal sealed class WeekPlanConfiguration : IEntityTypeConfiguration<WeekPlan>
{
    public void Configure(EntityTypeBuilder<WeekPlan> plan)
    {
        plan.ToTable("week_plan", table => table.HasCheckConstraint("week_plan_days", $"days BETWEEN 1 AND {WeekPlan.MostDays}"));
        plan.Property(p => p.Id).ValueGeneratedNever();
        plan.Property(p => p.Why).HasMaxLength(300);
        plan.Property(p => p.Figures).HasColumnType("jsonb").HasConversion(
            figures => JsonSerializer.Serialize(figures, JsonSerializerOptions.Default), text => JsonSerializer.Deserialize<PlanFigures>(text, JsonSerializerOptions.Default));
        plan.HasOne<Member>().WithMany().HasForeignKey(p => p.MadeBy).OnDelete(DeleteBehavior.SetNull);

        // One at a time: all that are being made have the same state, so the index holds at most one of them.
        plan.HasIndex(p => p.State).IsUnique().HasFilter("state = 'Making'").HasDatabaseName(Constraints.WeekPlanOneMaking);
        plan.HasIndex(p => p.FinishedAt).HasDatabaseName("week_plan_finished");
    }
}

internal sealed class WeekPlanRowConfiguration : IEntityTypeConfiguration<WeekPlanRow>
{
    public void Configure(EntityTypeBuilder<WeekPlanRow> row)
    {
        row.ToTable("week_plan_row");
        row.Property(r => r.Id).ValueGeneratedNever();
        row.Property(r => r.Version).IsRowVersion();
        row.HasOne<WeekPlan>().WithMany().HasForeignKey(r => r.PlanId).OnDelete(DeleteBehavior.Cascade);
        row.HasOne<Member>().WithMany().HasForeignKey(r => r.HelperId).OnDelete(DeleteBehavior.Cascade);
        row.HasIndex(r => new { r.PlanId, r.Group, r.Position }).HasDatabaseName("week_plan_row_in_order");
    }
}

internal sealed class PlanWishConfiguration : IEntityTypeConfiguration<PlanWish>
{
    public void Configure(EntityTypeBuilder<PlanWish> wish)
    {
        // One wish for a pair: nobody can be pinned and crossed out at once.
        wish.ToTable("plan_wish");
        wish.HasKey(w => new { w.PartId, w.HelperId });
        wish.HasOne<NeedPart>().WithMany().HasForeignKey(w => w.PartId).OnDelete(DeleteBehavior.Cascade);
        wish.HasOne<Member>().WithMany().HasForeignKey(w => w.HelperId).OnDelete(DeleteBehavior.Cascade);
        wish.HasOne<Member>().WithMany().HasForeignKey(w => w.WishedBy).OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class PlanLimitConfiguration : IEntityTypeConfiguration<PlanLimit>
{
    public void Configure(EntityTypeBuilder<PlanLimit> limit)
    {
        limit.ToTable("plan_limit", table => table.HasCheckConstraint("plan_limit_in_range", $"most BETWEEN 0 AND {PlanLimit.HighestMost}"));
        limit.HasKey(l => l.KindId).HasName(Constraints.PlanLimitOneKind);
        limit.Property(l => l.Version).IsRowVersion();
        limit.HasOne<HelpKind>().WithMany().HasForeignKey(l => l.KindId).OnDelete(DeleteBehavior.Cascade);
        limit.HasOne<Member>().WithMany().HasForeignKey(l => l.SetById).OnDelete(DeleteBehavior.SetNull);
    }
}

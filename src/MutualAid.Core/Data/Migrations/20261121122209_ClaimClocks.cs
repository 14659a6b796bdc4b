using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MutualAid.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class ClaimClocks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "day_stands",
                table: "need_part",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "quiet_since",
                table: "need",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ring_asked_at",
                table: "need",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "still_asked_at",
                table: "need",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<short>(
                name: "still_asks",
                table: "need",
                type: "smallint",
                nullable: false,
                defaultValue: (short)0);

            migrationBuilder.AddColumn<bool>(
                name: "ring_first",
                table: "member",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "outcome_asked_at",
                table: "claim",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "plan_asked_at",
                table: "claim",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<short>(
                name: "plan_asks",
                table: "claim",
                type: "smallint",
                nullable: false,
                defaultValue: (short)0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "plan_confirmed_at",
                table: "claim",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "reminded_at",
                table: "claim",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "need_part_day_to_pass",
                table: "need_part",
                column: "day",
                filter: "state = 'Open' AND NOT day_stands");

            migrationBuilder.CreateIndex(
                name: "need_still_asked",
                table: "need",
                column: "still_asked_at",
                filter: "state IN ('Open', 'PartFilled')");

            migrationBuilder.CreateIndex(
                name: "claim_agreed",
                table: "claim",
                column: "changed_at",
                filter: "state = 'Agreed'");

            migrationBuilder.CreateIndex(
                name: "claim_to_lapse",
                table: "claim",
                column: "answer_by",
                filter: "state = 'Invited'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "need_part_day_to_pass",
                table: "need_part");

            migrationBuilder.DropIndex(
                name: "need_still_asked",
                table: "need");

            migrationBuilder.DropIndex(
                name: "claim_agreed",
                table: "claim");

            migrationBuilder.DropIndex(
                name: "claim_to_lapse",
                table: "claim");

            migrationBuilder.DropColumn(
                name: "day_stands",
                table: "need_part");

            migrationBuilder.DropColumn(
                name: "quiet_since",
                table: "need");

            migrationBuilder.DropColumn(
                name: "ring_asked_at",
                table: "need");

            migrationBuilder.DropColumn(
                name: "still_asked_at",
                table: "need");

            migrationBuilder.DropColumn(
                name: "still_asks",
                table: "need");

            migrationBuilder.DropColumn(
                name: "ring_first",
                table: "member");

            migrationBuilder.DropColumn(
                name: "outcome_asked_at",
                table: "claim");

            migrationBuilder.DropColumn(
                name: "plan_asked_at",
                table: "claim");

            migrationBuilder.DropColumn(
                name: "plan_asks",
                table: "claim");

            migrationBuilder.DropColumn(
                name: "plan_confirmed_at",
                table: "claim");

            migrationBuilder.DropColumn(
                name: "reminded_at",
                table: "claim");
        }
    }
}

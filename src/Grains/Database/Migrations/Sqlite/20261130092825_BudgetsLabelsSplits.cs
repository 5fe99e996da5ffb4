using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PgGanLab.Grains.Database.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class BudgetsLabelsSplits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "labels",
                table: "workers",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "budget",
                table: "sweeps",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "resumed_at",
                table: "sweeps",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "seconds_run",
                table: "sweeps",
                type: "REAL",
                nullable: false,
                defaultValue: 0.0);

            migrationBuilder.AddColumn<string>(
                name: "spent",
                table: "sweeps",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "workers",
                table: "sweeps",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "held_from",
                table: "sweep_phases",
                type: "REAL",
                nullable: false,
                defaultValue: 0.0);

            migrationBuilder.AddColumn<double>(
                name: "held_to",
                table: "sweep_phases",
                type: "REAL",
                nullable: false,
                defaultValue: 0.0);

            migrationBuilder.AddColumn<double>(
                name: "held_seconds",
                table: "phases",
                type: "REAL",
                nullable: false,
                defaultValue: 0.0);

            migrationBuilder.CreateTable(
                name: "phase_splits",
                columns: table => new
                {
                    phase = table.Column<string>(type: "TEXT", nullable: false),
                    nimg = table.Column<long>(type: "INTEGER", nullable: false),
                    step = table.Column<int>(type: "INTEGER", nullable: false),
                    after = table.Column<int>(type: "INTEGER", nullable: false),
                    before = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_phase_splits", x => new { x.phase, x.nimg, x.step, x.after });
                    table.ForeignKey(
                        name: "FK_phase_splits_phases_phase",
                        column: x => x.phase,
                        principalTable: "phases",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "phase_splits");

            migrationBuilder.DropColumn(
                name: "labels",
                table: "workers");

            migrationBuilder.DropColumn(
                name: "budget",
                table: "sweeps");

            migrationBuilder.DropColumn(
                name: "resumed_at",
                table: "sweeps");

            migrationBuilder.DropColumn(
                name: "seconds_run",
                table: "sweeps");

            migrationBuilder.DropColumn(
                name: "spent",
                table: "sweeps");

            migrationBuilder.DropColumn(
                name: "workers",
                table: "sweeps");

            migrationBuilder.DropColumn(
                name: "held_from",
                table: "sweep_phases");

            migrationBuilder.DropColumn(
                name: "held_to",
                table: "sweep_phases");

            migrationBuilder.DropColumn(
                name: "held_seconds",
                table: "phases");
        }
    }
}

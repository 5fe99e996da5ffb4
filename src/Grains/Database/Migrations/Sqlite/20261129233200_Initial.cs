using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PgGanLab.Grains.Database.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "damaged_files",
                columns: table => new
                {
                    path = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_damaged_files", x => x.path);
                });

            migrationBuilder.CreateTable(
                name: "datasets",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    fingerprint = table.Column<string>(type: "TEXT", nullable: false),
                    resolution = table.Column<int>(type: "INTEGER", nullable: false),
                    channels = table.Column<int>(type: "INTEGER", nullable: false),
                    images = table.Column<int>(type: "INTEGER", nullable: false),
                    labels = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_datasets", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "events",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_events", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "lab",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lab", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "phases",
                columns: table => new
                {
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    parent = table.Column<string>(type: "TEXT", nullable: true),
                    index = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    resolution = table.Column<int>(type: "INTEGER", nullable: false),
                    start = table.Column<long>(type: "INTEGER", nullable: false),
                    end = table.Column<long>(type: "INTEGER", nullable: false),
                    fingerprint = table.Column<string>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    nimg = table.Column<long>(type: "INTEGER", nullable: false),
                    images_per_second = table.Column<double>(type: "REAL", nullable: false),
                    failures = table.Column<int>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    trained_by = table.Column<string>(type: "TEXT", nullable: true),
                    last_token = table.Column<long>(type: "INTEGER", nullable: false),
                    lease_worker = table.Column<string>(type: "TEXT", nullable: true),
                    lease_incarnation = table.Column<string>(type: "TEXT", nullable: true),
                    lease_expires_at = table.Column<long>(type: "INTEGER", nullable: true),
                    lease_measures_references = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_phases", x => x.key);
                    table.ForeignKey(
                        name: "FK_phases_phases_parent",
                        column: x => x.parent,
                        principalTable: "phases",
                        principalColumn: "key");
                });

            migrationBuilder.CreateTable(
                name: "silos",
                columns: table => new
                {
                    host = table.Column<string>(type: "TEXT", nullable: false),
                    incarnation = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_silos", x => x.host);
                });

            migrationBuilder.CreateTable(
                name: "swd_floors",
                columns: table => new
                {
                    fingerprint = table.Column<string>(type: "TEXT", nullable: false),
                    resolution = table.Column<int>(type: "INTEGER", nullable: false),
                    images = table.Column<int>(type: "INTEGER", nullable: false),
                    swd = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_swd_floors", x => new { x.fingerprint, x.resolution, x.images });
                });

            migrationBuilder.CreateTable(
                name: "sweeps",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    dataset = table.Column<string>(type: "TEXT", nullable: false),
                    fingerprint = table.Column<string>(type: "TEXT", nullable: false),
                    definition = table.Column<string>(type: "TEXT", nullable: false),
                    varied = table.Column<string>(type: "TEXT", nullable: false),
                    resolution = table.Column<int>(type: "INTEGER", nullable: false),
                    tick_kimg = table.Column<string>(type: "TEXT", nullable: false),
                    swd_kimg = table.Column<string>(type: "TEXT", nullable: false),
                    swd_images = table.Column<int>(type: "INTEGER", nullable: false),
                    images_requested = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sweeps", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "workers",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    host = table.Column<string>(type: "TEXT", nullable: false),
                    device = table.Column<string>(type: "TEXT", nullable: false),
                    description = table.Column<string>(type: "TEXT", nullable: false),
                    threads = table.Column<int>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    phase = table.Column<string>(type: "TEXT", nullable: true),
                    images_per_second = table.Column<double>(type: "REAL", nullable: false),
                    seen_at = table.Column<long>(type: "INTEGER", nullable: false),
                    images_trained = table.Column<long>(type: "INTEGER", nullable: false),
                    memory_bytes = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_workers", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "checkpoints",
                columns: table => new
                {
                    path = table.Column<string>(type: "TEXT", nullable: false),
                    phase = table.Column<string>(type: "TEXT", nullable: false),
                    resolution = table.Column<int>(type: "INTEGER", nullable: false),
                    nimg = table.Column<long>(type: "INTEGER", nullable: false),
                    final = table.Column<bool>(type: "INTEGER", nullable: false),
                    sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_checkpoints", x => x.path);
                    table.ForeignKey(
                        name: "FK_checkpoints_phases_phase",
                        column: x => x.phase,
                        principalTable: "phases",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "recipes",
                columns: table => new
                {
                    phase = table.Column<string>(type: "TEXT", nullable: false),
                    dataset = table.Column<string>(type: "TEXT", nullable: false),
                    recipe = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recipes", x => x.phase);
                    table.ForeignKey(
                        name: "FK_recipes_phases_phase",
                        column: x => x.phase,
                        principalTable: "phases",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "samples",
                columns: table => new
                {
                    phase = table.Column<string>(type: "TEXT", nullable: false),
                    nimg = table.Column<long>(type: "INTEGER", nullable: false),
                    resolution = table.Column<int>(type: "INTEGER", nullable: false),
                    alpha = table.Column<double>(type: "REAL", nullable: false),
                    path = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_samples", x => new { x.phase, x.nimg });
                    table.ForeignKey(
                        name: "FK_samples_phases_phase",
                        column: x => x.phase,
                        principalTable: "phases",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "swd",
                columns: table => new
                {
                    phase = table.Column<string>(type: "TEXT", nullable: false),
                    nimg = table.Column<long>(type: "INTEGER", nullable: false),
                    images = table.Column<int>(type: "INTEGER", nullable: false),
                    swd = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_swd", x => new { x.phase, x.nimg, x.images });
                    table.ForeignKey(
                        name: "FK_swd_phases_phase",
                        column: x => x.phase,
                        principalTable: "phases",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "swd_untrained",
                columns: table => new
                {
                    phase = table.Column<string>(type: "TEXT", nullable: false),
                    images = table.Column<int>(type: "INTEGER", nullable: false),
                    swd = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_swd_untrained", x => new { x.phase, x.images });
                    table.ForeignKey(
                        name: "FK_swd_untrained_phases_phase",
                        column: x => x.phase,
                        principalTable: "phases",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ticks",
                columns: table => new
                {
                    phase = table.Column<string>(type: "TEXT", nullable: false),
                    nimg = table.Column<long>(type: "INTEGER", nullable: false),
                    tick = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ticks", x => new { x.phase, x.nimg });
                    table.ForeignKey(
                        name: "FK_ticks_phases_phase",
                        column: x => x.phase,
                        principalTable: "phases",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "experiments",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    sweep_id = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    varied = table.Column<string>(type: "TEXT", nullable: false),
                    final_phase = table.Column<string>(type: "TEXT", nullable: false),
                    total_images = table.Column<long>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_experiments", x => x.id);
                    table.ForeignKey(
                        name: "FK_experiments_phases_final_phase",
                        column: x => x.final_phase,
                        principalTable: "phases",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_experiments_sweeps_sweep_id",
                        column: x => x.sweep_id,
                        principalTable: "sweeps",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sweep_phases",
                columns: table => new
                {
                    sweep_id = table.Column<string>(type: "TEXT", nullable: false),
                    phase = table.Column<string>(type: "TEXT", nullable: false),
                    trains_from = table.Column<long>(type: "INTEGER", nullable: true),
                    trains_to = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sweep_phases", x => new { x.sweep_id, x.phase });
                    table.ForeignKey(
                        name: "FK_sweep_phases_phases_phase",
                        column: x => x.phase,
                        principalTable: "phases",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_sweep_phases_sweeps_sweep_id",
                        column: x => x.sweep_id,
                        principalTable: "sweeps",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "experiment_phases",
                columns: table => new
                {
                    experiment_id = table.Column<string>(type: "TEXT", nullable: false),
                    index = table.Column<int>(type: "INTEGER", nullable: false),
                    phase = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_experiment_phases", x => new { x.experiment_id, x.index });
                    table.ForeignKey(
                        name: "FK_experiment_phases_experiments_experiment_id",
                        column: x => x.experiment_id,
                        principalTable: "experiments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_experiment_phases_phases_phase",
                        column: x => x.phase,
                        principalTable: "phases",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "experiment_settings",
                columns: table => new
                {
                    experiment_id = table.Column<string>(type: "TEXT", nullable: false),
                    settings = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_experiment_settings", x => x.experiment_id);
                    table.ForeignKey(
                        name: "FK_experiment_settings_experiments_experiment_id",
                        column: x => x.experiment_id,
                        principalTable: "experiments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_checkpoints_phase",
                table: "checkpoints",
                column: "phase");

            migrationBuilder.CreateIndex(
                name: "IX_experiment_phases_phase",
                table: "experiment_phases",
                column: "phase");

            migrationBuilder.CreateIndex(
                name: "IX_experiments_final_phase",
                table: "experiments",
                column: "final_phase");

            migrationBuilder.CreateIndex(
                name: "IX_experiments_status",
                table: "experiments",
                column: "status");

            migrationBuilder.CreateIndex(
                name: "IX_experiments_sweep_id_number",
                table: "experiments",
                columns: new[] { "sweep_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_phases_lease_worker",
                table: "phases",
                column: "lease_worker");

            migrationBuilder.CreateIndex(
                name: "IX_phases_parent",
                table: "phases",
                column: "parent");

            migrationBuilder.CreateIndex(
                name: "IX_sweep_phases_phase",
                table: "sweep_phases",
                column: "phase");

            migrationBuilder.CreateIndex(
                name: "IX_sweeps_status",
                table: "sweeps",
                column: "status");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "checkpoints");

            migrationBuilder.DropTable(
                name: "damaged_files");

            migrationBuilder.DropTable(
                name: "datasets");

            migrationBuilder.DropTable(
                name: "events");

            migrationBuilder.DropTable(
                name: "experiment_phases");

            migrationBuilder.DropTable(
                name: "experiment_settings");

            migrationBuilder.DropTable(
                name: "lab");

            migrationBuilder.DropTable(
                name: "recipes");

            migrationBuilder.DropTable(
                name: "samples");

            migrationBuilder.DropTable(
                name: "silos");

            migrationBuilder.DropTable(
                name: "swd");

            migrationBuilder.DropTable(
                name: "swd_floors");

            migrationBuilder.DropTable(
                name: "swd_untrained");

            migrationBuilder.DropTable(
                name: "sweep_phases");

            migrationBuilder.DropTable(
                name: "ticks");

            migrationBuilder.DropTable(
                name: "workers");

            migrationBuilder.DropTable(
                name: "experiments");

            migrationBuilder.DropTable(
                name: "phases");

            migrationBuilder.DropTable(
                name: "sweeps");
        }
    }
}

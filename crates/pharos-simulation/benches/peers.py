"""Contacts per CPU second of Ciw and SimPy on the first case of examples/simulation_speed.rs.

    python crates/pharos-simulation/benches/peers.py [CONTACTS]

M/M/50+M: 2880 contacts an hour, 60 s of handling, patience of 120 s. Prints also what share gave up, which Erlang A says is 0.03091.
"""
import random
import sys
import time

N = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
RATE, HANDLE, PATIENCE, AGENTS = 2880 / 3600, 60.0, 120.0, 50


def with_simpy():
    import simpy

    random.seed(1)
    env = simpy.Environment()
    agents = simpy.Resource(env, AGENTS)
    gone = [0]

    def contact():
        with agents.request() as request:
            result = yield request | env.timeout(random.expovariate(1 / PATIENCE))
            if request in result:
                yield env.timeout(random.expovariate(1 / HANDLE))
            else:
                gone[0] += 1

    def arrivals():
        for _ in range(N):
            yield env.timeout(random.expovariate(RATE))
            env.process(contact())

    env.process(arrivals())
    env.run()
    return gone[0] / N


def with_ciw():
    import ciw

    ciw.seed(1)
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(RATE)],
        service_distributions=[ciw.dists.Exponential(1 / HANDLE)],
        number_of_servers=[AGENTS],
        reneging_time_distributions=[ciw.dists.Exponential(1 / PATIENCE)],
    )
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_customers(N, method="Arrive")
    records = simulation.get_all_records()
    return sum(1 for record in records if record.record_type == "renege") / max(len(records), 1)


for name, run in (("simpy", with_simpy), ("ciw", with_ciw)):
    start = time.process_time()
    share = run()
    used = time.process_time() - start
    print(f"{name}: {N / used:,.0f} contacts a CPU second; gave up {share:.4f}")
